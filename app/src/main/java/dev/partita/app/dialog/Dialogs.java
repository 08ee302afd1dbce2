package dev.partita.app.dialog;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the window asks and shows outside its own panes. */
public interface Dialogs {

    /** Lets the user choose a model file. */
    Optional<Path> chooseModel();

    /** Lets the user choose where to save. */
    Optional<Path> chooseTarget(String title, String suggestedName);

    /** @param pattern such as {@code *.json} */
    Optional<Path> chooseFile(String title, String pattern);

    /** Asks for a short text; empty when the user thinks better of it. */
    Optional<String> askText(String title, String label);

    /** Lets the user pick one of a few words, the first of which is proposed. */
    Optional<String> choose(String title, String label, List<String> words);

    /** Lets the user choose a folder. */
    Optional<Path> chooseFolder(String title);

    void copyToClipboard(String text);
}
