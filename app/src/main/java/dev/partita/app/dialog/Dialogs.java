package dev.partita.app.dialog;

import java.nio.file.Path;
import java.util.Optional;

/** What the window asks and shows outside its own panes. */
public interface Dialogs {

    /** Lets the user choose a model file. */
    Optional<Path> chooseModel();

    /** Lets the user choose where to save. */
    Optional<Path> chooseTarget(String title, String suggestedName);

    /** Lets the user choose a folder. */
    Optional<Path> chooseFolder(String title);

    void copyToClipboard(String text);
}
