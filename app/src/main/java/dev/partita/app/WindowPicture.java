package dev.partita.app;

import dev.partita.app.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import javafx.animation.AnimationTimer;
import javafx.embed.swing.SwingFXUtils;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Writes a picture of the window once it has come to rest, then closes it: for documents, and to try an installation. */
final class WindowPicture extends AnimationTimer {

    /** How long nothing may be running: longer than any animation of the window. */
    private static final long REST_NANOS = 700_000_000L;

    private final Stage stage;
    private final Session session;
    private final Path file;
    private long restingSince = -1;

    WindowPicture(Stage stage, Session session, Path file) {
        this.stage = stage;
        this.session = session;
        this.file = file;
    }

    @Override
    public void handle(long nowNanos) {
        boolean settled = session.tasks().running().isEmpty()
                && (session.documentProperty().get().isPresent() || session.failureProperty().get().isPresent());
        if (!settled) {
            restingSince = -1;
        } else if (restingSince < 0) {
            restingSince = nowNanos;
        } else if (nowNanos - restingSince > REST_NANOS) {
            stop();
            write();
            stage.close();
        }
    }

    private void write() {
        try {
            ImageIO.write(SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null), "png", file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
    }
}
