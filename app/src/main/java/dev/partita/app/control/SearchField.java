package dev.partita.app.control;

import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;

/** A field with a magnifier; Escape empties it. */
public final class SearchField extends HBox {

    private final TextField field = new TextField();

    public SearchField(String prompt) {
        getStyleClass().add("search-field");
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        field.setPromptText(prompt);
        field.setAccessibleText(prompt);
        getChildren().addAll(Ui.icon("mdi2m-magnify"), Ui.grow(field));
        field.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ESCAPE && !field.getText().isEmpty()) {
                field.clear();
                event.consume();
            }
        });
        field.focusedProperty().addListener((value, old, focused) ->
                pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("focused"), focused));
    }

    public TextField field() {
        return field;
    }

    public javafx.beans.property.StringProperty textProperty() {
        return field.textProperty();
    }
}
