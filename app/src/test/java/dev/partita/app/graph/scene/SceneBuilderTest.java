package dev.partita.app.graph.scene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.graph.SampleModels;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.paint.Surface.Rect;
import dev.partita.app.layout.Direction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SceneBuilderTest {

    private final GraphModel model = SampleModels.transformer(12);
    private final SceneBuilder builder = new SceneBuilder();

    @Test
    void closedGroupsStandForTheirBoxes() {
        Scene scene = builder.build(model, ViewState.closed());
        assertEquals(17, scene.items().size(), "two inputs, embeddings, twelve layers, head, output");
        int item = scene.itemOfBox(model.box("softmax_3").orElseThrow());
        assertEquals(Item.Kind.CLOSED, scene.items().get(item).kind());
        assertEquals("layers.3", model.groups().get(scene.items().get(item).index()).path());
    }

    @Test
    void theFirstViewOpensEqualNeighboursTogether() {
        ViewState state = ViewState.fitting(model, 60);
        long open = state.expanded().stream().filter(path -> path.matches("layers\\.\\d+")).count();
        assertTrue(open == 0 || open == 12, open + " of 12 layers are open");
        assertTrue(builder.build(model, state).items().size() <= 60);
    }

    @Test
    void openingOneLayerLeavesTheOrderOfAllOthers() {
        Scene before = builder.build(model, ViewState.closed());
        Scene after = builder.build(model, ViewState.closed().with(model, model.group("layers.5").orElseThrow(), true));
        for (int a = 0; a < 12; a++) {
            for (int b = 0; b < a; b++) {
                assertTrue(layer(before, b).y() < layer(before, a).y());
                assertTrue(layer(after, b).y() < layer(after, a).y());
            }
        }
        assertEquals(layer(before, 0).y(), layer(after, 0).y(), "nothing above moves");
        assertEquals(layer(before, 7).height(), layer(after, 7).height());
    }

    private Rect layer(Scene scene, int number) {
        return scene.items().get(scene.itemOfGroup(model.group("layers." + number).orElseThrow()).orElseThrow()).rect();
    }

    @Test
    void theGridFindsWhatLiesUnderAPoint() {
        Scene scene = builder.build(model, ViewState.flat(model));
        for (int i = 0; i < scene.items().size(); i++) {
            Rect rect = scene.items().get(i).rect();
            int found = scene.itemAt(rect.x() + 2, rect.y() + rect.height() / 2).orElseThrow();
            assertTrue(found == i || scene.items().get(i).kind() == Item.Kind.OPEN, "item " + i + ", found " + found);
        }
        assertTrue(scene.itemAt(-50, -50).isEmpty());
    }

    @Test
    void cullingMissesNothing() {
        Scene scene = builder.build(model, ViewState.flat(model));
        Rect view = new Rect(100, 1_000, 500, 400);
        var found = IntStream.of(scene.itemsIn(view)).boxed().toList();
        for (int i = 0; i < scene.items().size(); i++) {
            assertTrue(!scene.items().get(i).rect().meets(view) || found.contains(i), "item " + i);
        }
    }

    @Test
    void leftToRightExchangesTheAxes() {
        Scene down = builder.build(model, ViewState.closed());
        Scene right = builder.build(model, ViewState.closed().withDirection(Direction.LEFT_RIGHT));
        assertTrue(down.bounds().height() > down.bounds().width());
        assertTrue(right.bounds().width() > right.bounds().height());
    }

    @Test
    void linesAreFoundNearTheirCurve() {
        Scene scene = builder.build(model, ViewState.closed());
        for (int i = 0; i < scene.lines().size(); i++) {
            Line line = scene.lines().get(i);
            double x = line.route().x(0);
            double y = line.route().y(0) + 3;
            int found = scene.lineAt(x + 1, y, 5).orElseThrow();
            assertEquals(line.from(), scene.lines().get(found).from());
        }
    }

    @Test
    void aLongChainIsWrappedWhereItCouldNotBeReadOtherwise() {
        GraphModel chain = SampleModels.transformer(24);
        ViewState closed = ViewState.closed();
        Scene one = new SceneBuilder().build(chain, closed);
        Scene wrapped = new SceneBuilder().build(chain, closed.withColumns(ViewState.AS_NEEDED));
        assertEquals(1, one.state().columns());
        assertTrue(wrapped.state().columns() > 1);
        assertTrue(wrapped.bounds().height() < one.bounds().height() / 2);
        Scene again = new SceneBuilder().build(chain, wrapped.state());
        for (int item = 0; item < again.items().size(); item++) {
            assertEquals(wrapped.items().get(item).rect(), again.items().get(item).rect());
        }
    }

    @Test
    void aShortChainIsWrappedOnlyWhenAsked() {
        GraphModel chain = SampleModels.transformer(4);
        assertEquals(1, new SceneBuilder().build(chain, ViewState.closed().withColumns(ViewState.AS_NEEDED)).state().columns());
        assertTrue(new SceneBuilder().build(chain, ViewState.closed().withColumns(ViewState.WRAPPED)).state().columns() >= 2);
    }
}
