package dev.partita.workerclient;

import dev.partita.gpuruntime.GpuRuntime;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a worker is started: this JVM's own Java and class path, another main class, so that no path has to be configured.
 *
 * @param java the launcher
 * @param flags for the JVM
 */
public record WorkerCommand(Path java, List<String> flags, String classPath, String mainClass) {

    /** Named, not referenced: nothing of the worker is ever loaded here. */
    private static final String WORKER_MAIN = "dev.partita.worker.WorkerMain";

    private static final List<String> FLAGS = List.of(
            // JavaCPP and our own calls through the foreign-function API.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            // Mapped weights count as resident memory; JavaCPP would refuse to allocate because of them.
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-XX:+UseSerialGC",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=" + Path.of(System.getProperty("java.io.tmpdir"), "partita-worker-%p.log"));

    public WorkerCommand {
        flags = List.copyOf(flags);
    }

    /** The real worker; tests of whole commands put another one in its place by {@code -Dpartita.worker=CLASS}. */
    public static WorkerCommand current() {
        return of(System.getProperty("partita.worker", WORKER_MAIN));
    }

    /** Another main class that speaks the protocol. */
    public static WorkerCommand of(String mainClass) {
        String launcher = File.separatorChar == '\\' ? "java.exe" : "java";
        return new WorkerCommand(
                Path.of(System.getProperty("java.home"), "bin", launcher), FLAGS,
                System.getProperty("java.class.path"), mainClass);
    }

    public WorkerCommand withFlags(String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return new WorkerCommand(java, all, classPath, mainClass);
    }

    /** Adds what is installed of the GPU runtime; its libtorch takes the place of the one for the CPU. */
    public WorkerCommand withRuntime(GpuRuntime runtime) {
        List<Path> entries = Stream.of(classPath.split(Pattern.quote(File.pathSeparator))).map(Path::of).toList();
        return new WorkerCommand(java, flags,
                runtime.extend(entries).stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                mainClass);
    }

    List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.addAll(flags);
        line.addAll(List.of("-cp", classPath, mainClass));
        return line;
    }
}
