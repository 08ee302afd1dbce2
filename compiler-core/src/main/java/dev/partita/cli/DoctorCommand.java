package dev.partita.cli;

import dev.partita.gpuruntime.GpuRuntime;
import dev.partita.gpuruntime.NativeLibrary;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerClient;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code partita doctor}: what this machine has and lacks. Asks the worker, so that no library can take us along. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Says what this machine has and lacks for building and running engines.")
final class DoctorCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private JsonOption json = new JsonOption();

    @Override
    public Integer call() {
        Answers answers = ask();
        Reply.Machine machine = answers.machine();
        List<Reply.Check> checks = new ArrayList<>();
        checks.add(new Reply.Check("Java", Runtime.version().feature() >= 25, Runtime.version().toString()));
        checks.add(new Reply.Check("System", true, System.getProperty("os.name") + " " + System.getProperty("os.version")
                + ", " + System.getProperty("os.arch") + ", " + Runtime.getRuntime().availableProcessors() + " cores"));
        checks.addAll(machine.checks());
        checks.add(answers.torch());
        checks.add(gpuRuntime(machine));
        Reply.Machine whole = new Reply.Machine(machine.canBuildEngines(), checks, machine.gpus());
        if (json.isWanted()) {
            json.write(whole, spec.commandLine().getOut());
        }
        if (!json.isToStandardOutput()) {
            print(whole, spec.commandLine().getOut());
        }
        return ExitCode.SUCCESS.code();
    }

    private record Answers(Reply.Machine machine, Reply.Check torch) {}

    private static Answers ask() {
        try (WorkerClient worker = WorkerClient.create()) {
            Reply.Machine machine = WorkerAnswer.of(worker.ask(new Request.Doctor()));
            return new Answers(machine, torch(worker));
        }
    }

    /** A libtorch that takes the worker along is a finding, too. */
    private static Reply.Check torch(WorkerClient worker) {
        return switch (worker.ask(new Request.LocateTorch()).await()) {
            case Outcome.Done<Reply.TorchLocated>(Reply.TorchLocated located) -> located.check();
            case Outcome.Failed<Reply.TorchLocated>(var problem) ->
                new Reply.Check("Torch segments", false, problem.message());
            case Outcome.Died<Reply.TorchLocated>(var failure) ->
                new Reply.Check("Torch segments", false, failure.describe());
            case Outcome.Cancelled<Reply.TorchLocated> _ -> new Reply.Check("Torch segments", false, "not looked at");
        };
    }

    private static Reply.Check gpuRuntime(Reply.Machine machine) {
        GpuRuntime runtime = GpuRuntime.ofUser();
        if (runtime.isComplete()) {
            return new Reply.Check("GPU runtime", true, "installed in " + runtime.folder());
        }
        if (machine.canBuildEngines()) {
            return new Reply.Check("GPU runtime", true, "not installed and not needed: this machine has TensorRT and CUDA of its own");
        }
        String missing = runtime.missing().stream().map(NativeLibrary::purpose).collect(Collectors.joining("; "));
        return new Reply.Check("GPU runtime", false,
                "not installed (" + missing + "); only needed with an NVIDIA GPU: 'partita gpu install'");
    }

    private static void print(Reply.Machine machine, PrintWriter out) {
        int width = machine.checks().stream().mapToInt(check -> check.subject().length()).max().orElse(0);
        for (Reply.Check check : machine.checks()) {
            out.printf("%s %-" + width + "s  %s%n", check.good() ? "✓" : "✗", check.subject(), check.words());
        }
        out.println();
        out.println(machine.canBuildEngines()
                ? "This machine can build, run and profile engines."
                : "This machine cannot build engines; opening, partitioning, drawing and running with Torch on the CPU work.");
    }
}
