package dev.partita.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.layout.Direction;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SnapshotTest {

    private static final Snapshot VIEW = new Snapshot("attention of layer 3 \"q\"",
            new ViewState(new TreeSet<>(Set.of("encoder", "encoder.layer.3")), Direction.LEFT_RIGHT, 3),
            new Camera(-12.5, 1e6, 0.75), OverlayKind.MEMORY);

    @Test
    void whatIsWrittenIsRead() {
        Snapshot plain = new Snapshot("", ViewState.closed(), new Camera(0, 0, 1), OverlayKind.PARTITION);
        assertEquals(List.of(VIEW, plain), Snapshot.read(Snapshot.write(List.of(VIEW, plain))));
    }

    @Test
    void whatMakesNoSenseIsLeftOut() {
        assertEquals(List.of(), Snapshot.read("no JSON"));
        String damaged = Snapshot.write(List.of(VIEW)).replace("MEMORY", "SMELL");
        assertEquals(List.of(), Snapshot.read(damaged));
        assertEquals(List.of(), Snapshot.read(Snapshot.write(List.of(VIEW)).replace("0.75", "0")));
    }
}
