package dev.partita.app.shell;

import java.nio.file.Path;
import javafx.stage.Stage;

/** What commands ask of the application beyond the session: windows, choosers, themes. */
public interface Actions {

    void chooseModel();

    void open(Path file);

    void toggleTheme();

    void copyToClipboard(String text);

    void quit();

    Stage stage();
}
