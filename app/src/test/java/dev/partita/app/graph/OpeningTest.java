package dev.partita.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.Camera;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import dev.partita.app.graph.scene.SceneBuilder;
import dev.partita.app.graph.scene.ViewState;
import dev.partita.app.layout.Direction;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A view of 640 x 480 with a legend of 190 x 140. */
class OpeningTest {

    private static final Rect NOTHING = new Rect(0, 480, 0, 0);
    private static final Rect LEGEND = new Rect(12, 328, 190, 140);
    private static final Rect MINIMAP = new Rect(580, 298, 48, 170);

    private static Scene scene(int layers, boolean open, Direction direction) {
        GraphModel model = SampleModels.transformer(layers);
        ViewState state = open ? ViewState.flat(model) : ViewState.closed();
        return new SceneBuilder().build(model, state.withDirection(direction).withColumns(1));
    }

    private static List<Item> below(Rect lying, Scene scene, Camera camera) {
        return scene.items().stream().filter(item -> item.kind() != Item.Kind.OPEN).filter(item -> {
            Rect rect = item.rect();
            return new Rect((rect.x() - camera.x()) * camera.scale(), (rect.y() - camera.y()) * camera.scale(),
                    rect.width() * camera.scale(), rect.height() * camera.scale()).meets(lying);
        }).toList();
    }

    @Property(tries = 20)
    void theLegendLiesOverNoBoxOfAGraphThatShowsWhole(
            @ForAll @IntRange(min = 1, max = 5) int layers, @ForAll boolean open, @ForAll Direction direction) {
        Scene scene = scene(layers, open, direction);
        Opening opening = new Opening(640, 480, LEGEND, MINIMAP);
        assertEquals(List.of(), below(LEGEND, scene, opening.whole(scene)));
        Camera camera = opening.whole(scene);
        Rect shown = camera.visible(640, 480);
        Rect bounds = scene.bounds();
        assertTrue(shown.contains(bounds.x(), bounds.y()) && shown.contains(bounds.right(), bounds.bottom()), "all shows");
    }

    @Test
    void theBeginningOfALongGraphKeepsClearOfBoth() {
        Scene scene = scene(24, false, Direction.TOP_DOWN);
        Camera camera = new Opening(640, 480, LEGEND, MINIMAP).first(scene);
        assertTrue(camera.scale() >= Opening.READABLE);
        assertEquals(List.of(), below(LEGEND, scene, camera));
        assertEquals(List.of(), below(MINIMAP, scene, camera));
    }

    @Test
    void withoutALegendTheGraphStandsInTheMiddle() {
        Scene scene = scene(3, false, Direction.TOP_DOWN);
        Camera camera = new Opening(640, 480, NOTHING, NOTHING).whole(scene);
        Rect bounds = scene.bounds();
        assertEquals(320, (bounds.x() + bounds.width() / 2 - camera.x()) * camera.scale(), 1e-6);
    }

    @Test
    void nothingMovesThatIsClearAnyway() {
        Scene scene = scene(1, false, Direction.TOP_DOWN);
        Opening narrow = new Opening(640, 480, new Rect(12, 440, 20, 20), NOTHING);
        assertEquals(new Opening(640, 480, NOTHING, NOTHING).whole(scene), narrow.whole(scene));
    }
}
