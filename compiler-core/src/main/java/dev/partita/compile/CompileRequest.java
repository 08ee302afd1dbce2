package dev.partita.compile;

import dev.partita.settings.CompilationSettings;
import java.nio.file.Path;

/**
 * What to compile, and into what.
 *
 * @param output folder of the compiled program
 */
public record CompileRequest(OpenedProgram program, CompilationSettings settings, Path output, Target target) {

    /** What TensorRT segments become. */
    public enum Target {
        /** Engines for this machine's GPU. */
        ENGINES,
        /** Networks with their weights, ready to be built elsewhere; runs without a GPU, slowly, for checking. */
        NETWORKS
    }
}
