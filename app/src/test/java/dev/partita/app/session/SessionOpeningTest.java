package dev.partita.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.Documents;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionOpeningTest {

    @TempDir
    Path home;

    @Test
    void aProgramIsShownBeforeItIsPlanned() {
        Session session = Documents.session(home, "mlp_tiny.pt2");
        Path file = session.documentProperty().get().orElseThrow().file();
        session.close();
        List<String> told = new ArrayList<>();
        session.onRead((read, program) -> {
            told.add("read " + read.getFileName() + " with " + program.graph().size() + " nodes");
            assertTrue(session.documentProperty().get().isEmpty());
            assertEquals(Optional.of(file), session.openingProperty().get());
        });
        session.open(file);
        assertEquals(1, told.size());
        assertTrue(told.getFirst().startsWith("read mlp_tiny.pt2 with "), told.getFirst());
        assertTrue(session.documentProperty().get().isPresent());
        assertEquals(Optional.empty(), session.openingProperty().get());
    }

    @Test
    void nothingIsOpeningAfterAFailure() {
        Session session = Documents.session(home, "mlp_tiny.pt2");
        session.open(home.resolve("absent.pt2"));
        assertEquals(Optional.empty(), session.openingProperty().get());
        assertEquals("no such file", session.failureProperty().get().map(OpenFailure::words).orElse("none"),
                "the file is named beside it");
    }
}
