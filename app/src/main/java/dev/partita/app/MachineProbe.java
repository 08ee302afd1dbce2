package dev.partita.app;

import dev.partita.app.session.MachineStatus;
import dev.partita.app.text.Texts;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.workerclient.Outcome;
import dev.partita.workerclient.WorkerClient;
import java.util.stream.Collectors;

/** Asks the worker what this machine can do, so that no driver can take the window along. */
final class MachineProbe {

    private MachineProbe() {}

    /** Blocks until the worker has answered or died. */
    static MachineStatus ask(WorkerClient worker) {
        return switch (worker.ask(new Request.Doctor()).await()) {
            case Outcome.Done<Reply.Machine>(Reply.Machine machine) -> status(machine);
            case Outcome.Failed<Reply.Machine>(var problem) -> unknown(problem.message());
            case Outcome.Died<Reply.Machine>(var failure) -> unknown(failure.describe());
            case Outcome.Cancelled<Reply.Machine> _ -> unknown("");
        };
    }

    private static MachineStatus status(Reply.Machine machine) {
        String checks = machine.checks().stream()
                .map(check -> (check.good() ? "✓ " : "✗ ") + check.subject() + ": " + check.words())
                .collect(Collectors.joining("\n"));
        return machine.engineGpu()
                .map(gpu -> machine.canBuildEngines()
                        ? new MachineStatus(MachineStatus.Kind.READY,
                                Texts.of("machine.ready", gpu.name(), Texts.bytes(gpu.memoryBytes())), checks)
                        : new MachineStatus(
                                MachineStatus.Kind.RUNTIME_MISSING, Texts.of("machine.runtime", gpu.name()), checks))
                .orElseGet(() -> new MachineStatus(MachineStatus.Kind.NO_GPU, Texts.of("machine.nogpu"), checks));
    }

    private static MachineStatus unknown(String why) {
        return new MachineStatus(MachineStatus.Kind.NO_GPU, Texts.of("machine.failed"), why);
    }
}
