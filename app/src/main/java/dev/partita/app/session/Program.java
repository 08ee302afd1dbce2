package dev.partita.app.session;

import dev.partita.tensor.SymRange;
import dev.partita.tensor.TensorSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The parts of an exported program that no setting changes.
 *
 * @param ranges bounds of each symbol that occurs in the inputs' shapes, in order of first use
 */
public record Program(Path file, List<Input> inputs, Map<String, SymRange> ranges) {

    public Program {
        inputs = List.copyOf(inputs);
    }

    /** The file's name without its ending. */
    public String name() {
        return file.getFileName().toString().replaceFirst("\\.pt2$", "");
    }

    /** A tensor that the user passes in. */
    public record Input(String name, TensorSpec spec) {}
}
