package dev.partita.app.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;

/** What commands ask of the application beyond the session: windows, choosers, themes. */
public interface Actions {

    void chooseModel();

    void open(Path file);

    void toggleTheme();

    /** Where to save a file; empty when the user thinks better of it. */
    Optional<Path> chooseTarget(String title, String suggestedName);

    /** @param pattern such as {@code *.json} */
    Optional<Path> chooseFile(String title, String pattern);

    /** Asks for a short text; empty when the user thinks better of it. */
    Optional<String> askText(String title, String label);

    /** Lets the user pick one of a few words, the first of which is proposed. */
    Optional<String> choose(String title, String label, List<String> words);

    Optional<Path> chooseFolder(String title);

    void copyToClipboard(String text);

    void quit();

    Stage stage();
}
