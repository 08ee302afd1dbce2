package dev.partita.app.task;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/** The one door to the JavaFX application thread. */
public final class FxThread implements Executor {

    /** Runs at once when already there, later otherwise. */
    @Override
    public void execute(Runnable action) {
        if (Platform.isFxApplicationThread()) {
            action.run();
        } else {
            Platform.runLater(action);
        }
    }
}
