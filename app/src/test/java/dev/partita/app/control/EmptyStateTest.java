package dev.partita.app.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.FxStage;
import javafx.geometry.Bounds;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.text.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmptyStateTest {

    /** An empty place of some size, made on the JavaFX thread. */
    private record Place(Scene scene, EmptyState state, Button action) {

        static Place of(int width, int height) {
            FxStage.start();
            Place place = FxStage.call(() -> {
                Button action = Ui.button("Build _run_on_acc_0", () -> {});
                EmptyState state = new EmptyState("mdi2h-hammer", "Nothing built yet", "Builds one engine per segment.", action);
                return new Place(new Scene(new StackPane(state)), state, action);
            });
            place.resize(width, height);
            return place;
        }

        void resize(int width, int height) {
            FxStage.run(() -> scene.getRoot().resize(width, height));
            FxStage.layout(scene);
        }

        /** Across, where the glyphs are painted: the box of a label may be wider. */
        double middleOf(String words) {
            return state.lookupAll(".text").stream().map(Text.class::cast).filter(text -> text.getText().equals(words)).findFirst()
                    .map(text -> text.localToScene(text.getLayoutBounds()).getCenterX()).orElseThrow();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {300, 480, 900})
    void titleAndSentenceStandInTheMiddle(int width) {
        Place place = Place.of(width, 300);
        assertEquals(width / 2.0, place.middleOf("Nothing built yet"), 1.5);
        assertEquals(width / 2.0, place.middleOf("Builds one engine per segment."), 1.5);
    }

    @Test
    void whatToDoStaysInSightWhereTheRoomIsLow() {
        Place place = Place.of(600, 300);
        assertNotNull(place.state().lookup(".empty-icon"));
        place.resize(600, 60);
        assertNull(place.state().lookup(".empty-icon"), "the sign gives way");
        Bounds action = place.action().localToScene(place.action().getLayoutBounds());
        assertTrue(action.getMinY() >= 0 && action.getMaxY() <= 60, action + " is out of sight");
    }

    @Test
    void anUnderscoreIsShown() {
        assertFalse(Place.of(600, 300).action().isMnemonicParsing());
    }
}
