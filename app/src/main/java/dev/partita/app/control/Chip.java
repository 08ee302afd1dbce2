package dev.partita.app.control;

import javafx.scene.control.Label;

/** A small rounded word, coloured by its style class. */
public final class Chip extends Label {

    public Chip(String text, String... styles) {
        super(text);
        getStyleClass().add("chip");
        getStyleClass().addAll(styles);
        setMinWidth(USE_PREF_SIZE);
    }
}
