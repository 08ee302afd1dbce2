package dev.partita.gpu;

import dev.partita.engine.BuildSettings;
import dev.partita.profile.MeasureSettings;
import dev.partita.protocol.Reply;
import dev.partita.settings.CompilationSettings;
import dev.partita.workerclient.WorkerClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the same GPU makes of the same models through ONNX and TensorRT's own parser, with the same loop:
 *
 * <pre>java -cp 'lib/*' dev.partita.gpu.Yardsticks OUT_FOLDER ONNX_FOLDER</pre>
 */
public final class Yardsticks {

    private Yardsticks() {}

    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]).toAbsolutePath();
        List<Path> files;
        try (Stream<Path> listed = Files.list(Path.of(args[1]))) {
            files = listed.filter(file -> file.toString().endsWith(".onnx")).sorted().toList();
        }
        try (WorkerClient worker = WorkerClient.create()) {
            CheckBench bench = new CheckBench(worker, out.resolve("jobs"));
            for (Path file : files) {
                System.out.println(measure(bench, file, out.resolve("timing.cache")));
            }
        }
    }

    private static String measure(CheckBench bench, Path file, Path timings) {
        String name = String.valueOf(file.getFileName());
        BuildSettings settings = new BuildSettings(CompilationSettings.defaults(), List.of(), timings, true);
        try {
            Reply.EngineBuilt built = bench.buildOnnx(file, settings, name);
            Reply.EngineProfiled graph = bench.profile(built.engine(), MeasureSettings.trtexec11(), name);
            Reply.EngineProfiled plain = bench.profile(built.engine(), MeasureSettings.trtexec10(), name);
            return String.format("%s: build %d ms, GPU compute median %.1f us with CUDA graph, %.1f us without",
                    name, built.buildMillis(), micros(graph), micros(plain));
        } catch (CheckFailure failure) {
            return name + ": " + failure.getMessage();
        }
    }

    private static float micros(Reply.EngineProfiled profiled) {
        return profiled.profile().measurement().series().compute().median() * 1000;
    }
}
