package dev.partita.app.control;

import javafx.geometry.Pos;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A sheet over the whole window. A click beside it or Escape closes it. */
public class Overlay extends StackPane {

    public Overlay(String id, Pos position, Region sheet) {
        setId(id);
        getStyleClass().add("overlay");
        setAlignment(position);
        getChildren().add(sheet);
        setOnMousePressed(event -> close());
        sheet.setOnMousePressed(javafx.event.Event::consume);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                close();
                event.consume();
            }
        });
        Ui.setShown(this, false);
    }

    public void open() {
        Ui.setShown(this, true);
        requestFocus();
    }

    public void close() {
        Ui.setShown(this, false);
    }
}
