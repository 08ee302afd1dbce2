package dev.partita.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import javafx.embed.swing.SwingFXUtils;
import javafx.stage.Stage;
import javax.imageio.ImageIO;

/** Writes a picture of the window once it has come to rest, then closes it: for documents, and to try an installation. */
record WindowPicture(Stage stage, Path file) {

    /** Longer than any animation of the window. */
    static final Duration REST = Duration.ofMillis(700);

    void take() {
        try {
            ImageIO.write(SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null), "png", file.toFile());
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot write " + file, failure);
        }
        stage.close();
    }
}
