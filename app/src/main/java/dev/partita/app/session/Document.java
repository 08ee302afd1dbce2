package dev.partita.app.session;

import dev.partita.ir.Graph;
import java.nio.file.Path;

/** An open program. */
public final class Document {

    private final Path file;
    private final Graph graph;

    Document(Path file, Graph graph) {
        this.file = file;
        this.graph = graph;
    }

    public Path file() {
        return file;
    }

    public Graph graph() {
        return graph;
    }
}
