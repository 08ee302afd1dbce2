package dev.partita.app.shell;

import dev.partita.app.text.Texts;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableStringValue;
import javafx.scene.input.KeyCombination;

/**
 * Something a user can ask for.
 *
 * @param id also names the text: {@code command.ID}
 * @param title changes where the command says what it would do, such as "Undo Exclude aten.relu"
 * @param keys in JavaFX notation, {@code Shortcut+B}; empty for none
 */
record Command(
        String id, Menu menu, ObservableStringValue title, String keys, Action action) {

    /** The id of a line between entries, which does nothing. */
    static final String SEPARATOR = "-";

    /** What it does and when it can. */
    record Action(Runnable body, ObservableBooleanValue enabled) {}

    enum Menu {
        FILE,
        EDIT,
        VIEW,
        GRAPH,
        RUN,
        HELP;

        String title() {
            return Texts.of("menu." + name().toLowerCase(java.util.Locale.ROOT));
        }
    }

    /** One of the numbered recent files: in no menu, only on the start page and by key. */
    boolean isRecent() {
        return id.startsWith("recent.");
    }

    boolean isEnabled() {
        return action.enabled().get();
    }

    void run() {
        if (isEnabled()) {
            action.body().run();
        }
    }

    /** {@code Ctrl+B} as people write it; empty when there are no keys. */
    String keyWords() {
        return keys.isEmpty() ? "" : KeyCombination.valueOf(keys).getDisplayText();
    }
}
