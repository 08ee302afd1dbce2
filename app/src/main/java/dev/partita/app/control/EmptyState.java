package dev.partita.app.control;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.layout.VBox;

/** What stands where there is nothing yet: a sign, a sentence, and if possible what to do about it. */
public final class EmptyState extends VBox {

    public EmptyState(String iconLiteral, String title, String words, Node... actions) {
        getStyleClass().add("empty-state");
        setAlignment(Pos.CENTER);
        getChildren().add(Ui.icon(iconLiteral, "empty-icon"));
        getChildren().add(Ui.label(title, "empty-title"));
        if (!words.isEmpty()) {
            var text = Ui.paragraph(words, "muted");
            text.setMaxWidth(460);
            text.setTextAlignment(javafx.scene.text.TextAlignment.CENTER);
            getChildren().add(text);
        }
        getChildren().addAll(actions);
    }
}
