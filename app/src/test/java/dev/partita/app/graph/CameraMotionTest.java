package dev.partita.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.partita.app.fixture.FxStage;
import dev.partita.app.graph.paint.Camera;
import java.util.Optional;
import javafx.scene.layout.Pane;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class CameraMotionTest {

    private static final Camera FROM = new Camera(0, 0, 1);
    private static final Camera TO = new Camera(120, -40, 0.6);

    /** However late its steps come, and however long each takes: what moves the camera last puts it where it was sent. */
    @Property(tries = 40)
    void aGlideThatIsOverHasArrived(@ForAll @LongRange(min = 0, max = 300_000_000) long stepNanos) {
        FxStage.start();
        FxStage.run(() -> {
            CameraMotion motion = new CameraMotion(new Pane(), () -> {});
            motion.start(new Glide(Optional.empty(), FROM, TO, 0));
            for (long nanos = 0; motion.isGliding(); nanos += Math.max(stepNanos, 1_000_000)) {
                assertNotEquals(TO, motion.camera(), "it is on its way");
                motion.step(nanos);
            }
            assertEquals(TO, motion.camera());
        });
    }

    @Test
    void aGestureEndsAGlideWhereItIs() {
        FxStage.start();
        FxStage.run(() -> {
            CameraMotion motion = new CameraMotion(new Pane(), () -> {});
            motion.start(new Glide(Optional.empty(), FROM, TO, 0));
            motion.step(60_000_000);
            Camera there = motion.camera();
            motion.pan(5, 0);
            motion.step(400_000_000);
            assertEquals(there.panned(5, 0), motion.camera());
        });
    }
}
