package dev.partita.gpu;

import dev.partita.engine.BuildSettings;
import dev.partita.profile.MeasureSettings;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.TuningSettings;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the same GPU makes of the same models through ONNX and TensorRT's own parser, with the same loop:
 *
 * <pre>java -cp 'lib/*' dev.partita.gpu.Yardsticks OUT_FOLDER ONNX_FOLDER [NUM_AVG_TIMING_ITERS]</pre>
 */
public final class Yardsticks {

    private Yardsticks() {}

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]).toAbsolutePath();
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(args[1]))) {
            files = listed.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
        }
        CompilationSettings settings = args.length > 2
                ? CompilationSettings.defaults().with(TuningSettings.NUM_AVG_TIMING_ITERS, Long.parseLong(args[2]))
                : CompilationSettings.defaults();
        BuildSettings build = new BuildSettings(settings, List.of(), out.resolve("timing.cache"), true);
        try (WorkerClient worker = WorkerClient.create()) {
            CheckBench bench = new CheckBench(worker, out.resolve("jobs"));
            for (Path file : files) {
                System.out.println(measure(worker, bench, file, build));
            }
        }
    }

    private static String measure(WorkerClient worker, CheckBench bench, Path file, BuildSettings settings) {
        String name = String.valueOf(file.getFileName());
        try {
            Reply.EngineBuilt built = bench.buildOnnx(file, settings, name);
            Reply.EngineProfiled graph = bench.profile(built.engine(), MeasureSettings.trtexec11(), name);
            Reply.EngineProfiled plain = bench.profile(built.engine(), MeasureSettings.trtexec10(), name);
            return String.format("%s: build %d ms, GPU compute median %.1f us with CUDA graph, %.1f us without%s",
                    name, built.buildMillis(), micros(graph), micros(plain), exactness(worker, bench, file, built.engine()));
        } catch (CheckFailure failure) {
            return name + ": " + failure.getMessage();
        }
    }

    /** How far its results are from the stored ones, where there are some: what can be asked of us in this type. */
    private static String exactness(WorkerClient worker, CheckBench bench, Path file, Path engine) throws CheckFailure {
        Path manifest = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.onnx$", ".io.json"));
        if (!Files.exists(manifest)) {
            return "";
        }
        Reply.EngineLoaded loaded = CheckBench.await(worker.ask(new Request.LoadEngine(engine)));
        StringBuilder words = new StringBuilder();
        try (Arena arena = Arena.ofConfined()) {
            for (StoredCase stored : StoredCasesReader.read(manifest, arena).cases()) {
                Map<String, Values> outputs = bench.run(
                        engine, named(loaded, true, stored.inputs()), String.valueOf(file.getFileName()));
                named(loaded, false, stored.outputs()).forEach((name, expected) -> {
                    Values output = outputs.get(name);
                    words.append(output == null ? ", no output " + name : String.format(
                            ", max error of %s %.3g", stored.name(), output.maxError(expected)));
                });
            }
        }
        return words.toString();
    }

    /** Stored values under the engine's own names, in order. */
    private static Map<String, Values> named(Reply.EngineLoaded engine, boolean inputs, List<StoredCase.Leaf> leaves) {
        List<String> names = engine.bindings().stream()
                .filter(binding -> binding.input() == inputs)
                .map(Reply.Binding::name)
                .toList();
        Map<String, Values> values = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(names.size(), leaves.size()); i++) {
            values.put(names.get(i), Values.of(leaves.get(i).value()));
        }
        return values;
    }

    private static float micros(Reply.EngineProfiled profiled) {
        return profiled.profile().measurement().series().compute().median() * 1000;
    }
}
