package dev.partita.app.command;

import dev.partita.app.PartitaApplication;
import java.util.Optional;
import javafx.application.Application;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code partita open [MODEL]}: the window; ends with it. */
@Command(name = "open", mixinStandardHelpOptions = true, description = "Opens the window, on a model when one is named.")
public final class OpenCommand implements Runnable {

    @Parameters(arity = "0..1", paramLabel = "MODEL", description = "A .pt2 file, or sample:NAME for one that ships with Partita.")
    private Optional<String> model = Optional.empty();

    @Override
    public void run() {
        Application.launch(PartitaApplication.class, model.stream().toArray(String[]::new));
    }
}
