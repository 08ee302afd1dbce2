package dev.partita.workerclient;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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

    /** Puts jars or folders, such as the installed GPU runtime, before the class path. */
    public WorkerCommand withLibraries(List<Path> libraries) {
        StringBuilder path = new StringBuilder();
        for (Path library : libraries) {
            path.append(library).append(File.pathSeparatorChar);
        }
        return new WorkerCommand(java, flags, path + classPath, mainClass);
    }

    List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(java.toString());
        line.addAll(flags);
        line.addAll(List.of("-cp", classPath, mainClass));
        return line;
    }
}
