package dev.partita.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.partita.lowering.LoweringOptions;
import dev.partita.profile.MeasureSettings;
import dev.partita.settings.ShapeRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Something the worker is asked to do. Requests hold no state between them: an engine is named by its file and loaded
 * when first needed, so a worker that died can be replaced by a new one at any time.
 *
 * @param <R> the reply that answers it
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Request<R extends Reply> {

    /** What this machine has and lacks. Never fails on a machine without GPU or driver: the reply says so. */
    record Doctor() implements Request<Reply.Machine> {}

    /** Where Torch segments run on this machine, and why. May load gigabytes of libraries to know. */
    record LocateTorch() implements Request<Reply.TorchLocated> {}

    /** Builds a segment's engine from the job folder that the engine builder wrote; leaves engine and layer report there. */
    record BuildEngine(String segment, Path job) implements Request<Reply.EngineBuilt> {}

    /** Builds an engine from an ONNX file by TensorRT's own parser: the yardstick for our own networks. */
    record BuildOnnx(Path onnx, Path job) implements Request<Reply.EngineBuilt> {}

    /** Deserializes an engine ahead of its first run. */
    record LoadEngine(Path engine) implements Request<Reply.EngineLoaded> {}

    /** Runs an engine once. Inputs are found by name; outputs are written into {@code outputFolder}. */
    record RunEngine(Path engine, List<TensorFile> inputs, Path outputFolder) implements Request<Reply.EngineRan> {
        public RunEngine {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Measures an engine. Inputs that are not given are filled with seeded random values.
     *
     * @param corner which shape of the first optimization profile those get
     */
    record ProfileEngine(
            Path engine, List<TensorFile> inputs, ShapeRange.Corner corner, MeasureSettings settings, Path outputFolder)
            implements Request<Reply.EngineProfiled> {
        public ProfileEngine {
            inputs = List.copyOf(inputs);
        }
    }

    /**
     * Runs every case of a file of stored inputs and writes what came out as another such file.
     *
     * @param program a {@code .pt2} file, or the folder of a compiled program
     * @param model which program of an archive; empty for the only one
     * @param calls manifests of what goes in and what comes out
     */
    record RunProgram(Path program, String model, ProgramForm form, StoredCalls calls, RunOptions options)
            implements Request<Reply.ProgramRan> {}

    /**
     * How a program runs.
     *
     * @param threads that libtorch may use on the CPU
     * @param preAllocatedOutputs instead of what a compiled program's settings say
     */
    record RunOptions(int threads, Optional<Boolean> preAllocatedOutputs) {

        /** As the program says. */
        public static RunOptions threads(int threads) {
            return new RunOptions(threads, Optional.empty());
        }
    }

    /**
     * Measures a compiled program as a whole, and its segments.
     *
     * @param program its folder
     * @param inputs manifest of stored calls, of which the first is repeated; seeded random values where there is none
     * @param corner which shape of the first optimization profile random values get
     * @param options as for running
     */
    record ProfileProgram(
            Path program, Optional<Path> inputs, ShapeRange.Corner corner, MeasureSettings settings, RunOptions options,
            Path outputFolder)
            implements Request<Reply.ProgramProfiled> {}

    /**
     * Compares what each segment of a compiled program gives with what Torch gives there.
     *
     * @param compiled its folder
     * @param program the {@code .pt2} file that was compiled
     * @param model which program of an archive; empty for the only one
     * @param lowering as it was compiled
     * @param inputs manifest of stored calls, of which the first is taken, and its tolerance; random values where there is none
     */
    record CompareSegments(Path compiled, Path program, String model, LoweringOptions lowering, Optional<Path> inputs)
            implements Request<Reply.SegmentsCompared> {}

    /** In which form a program runs. */
    enum ProgramForm {
        /** All of it in Torch, as exported: the reference. */
        EXPORTED,
        /** All of it in Torch, after lowering. */
        LOWERED,
        /** The engines and Torch segments of a compiled program, in order. */
        COMPILED
    }

    /**
     * Files in the format of {@code tensorfile}.
     *
     * @param inputs manifest to read
     * @param outputs manifest to write
     */
    record StoredCalls(Path inputs, Path outputs) {}

    /**
     * Computes the constants that lowering folds, and writes them as the outputs of one stored case, each under its
     * attribute's path.
     *
     * @param model which program of an archive
     * @param outputs manifest to write
     */
    record EvaluateConstants(Path program, String model, LoweringOptions options, Path outputs)
            implements Request<Reply.ConstantsEvaluated> {}

    /** Ends the worker after what it is doing. */
    record Shutdown() implements Request<Reply.Bye> {}
}
