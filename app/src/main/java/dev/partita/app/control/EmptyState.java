package dev.partita.app.control;

import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.scene.text.TextAlignment;
import org.kordamp.ikonli.javafx.FontIcon;

/**
 * What stands where there is nothing yet: a sign, a sentence, and if possible what to do about it. Where the room is too low for
 * that, the sign goes and what to do stands beside the sentence: it must never be out of sight.
 */
public final class EmptyState extends VBox {

    private final FontIcon sign;
    private final VBox sentence = column();
    private final VBox actions = column();
    private boolean low;

    public EmptyState(String iconLiteral, String title, String words, Node... actions) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        setMinSize(0, 0);
        sign = Ui.icon(iconLiteral, "empty-icon");
        sentence.getChildren().add(Ui.label(title, "empty-title"));
        if (!words.isEmpty()) {
            Label text = Ui.paragraph(words, "muted");
            text.setMaxWidth(460);
            text.setAlignment(Pos.CENTER);
            text.setTextAlignment(TextAlignment.CENTER);
            sentence.getChildren().add(text);
        }
        this.actions.getChildren().addAll(actions);
        arrange(false);
        heightProperty().addListener((value, old, now) -> fit());
    }

    private static VBox column() {
        VBox column = Ui.styled(new VBox(), "empty-column");
        column.setAlignment(Pos.CENTER);
        column.setMinHeight(USE_PREF_SIZE);
        return column;
    }

    private void fit() {
        boolean tooLow = getHeight() < snappedTopInset() + sign.prefHeight(-1) + sentence.prefHeight(getWidth())
                + actions.prefHeight(getWidth()) + 2 * getSpacing() + snappedBottomInset();
        if (tooLow != low) {
            arrange(tooLow);
        }
    }

    private void arrange(boolean low) {
        this.low = low;
        List<VBox> words = actions.getChildren().isEmpty() ? List.of(sentence) : List.of(sentence, actions);
        if (low) {
            HBox line = new HBox(24);
            line.setAlignment(Pos.CENTER);
            line.getChildren().addAll(words);
            getChildren().setAll(line);
        } else {
            getChildren().setAll(sign);
            getChildren().addAll(words);
        }
    }
}
