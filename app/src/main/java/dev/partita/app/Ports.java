package dev.partita.app;

import dev.partita.app.session.MachineStatus;
import dev.partita.app.session.Planning;
import dev.partita.app.session.Workshop;
import dev.partita.workerclient.WorkerClient;
import java.util.function.Supplier;

/** What the window needs from outside the JavaFX world; tests put fakes here. */
public record Ports(Planning planning, Workshop workshop, Supplier<MachineStatus> machine, Runnable close) {

    /** The compiler in this process, the worker in its own. */
    public static Ports real() {
        return real(new CompilerPlanning());
    }

    static Ports real(Planning planning) {
        WorkerClient worker = WorkerClient.create();
        return new Ports(
                planning, new WorkerWorkshop(worker), () -> MachineProbe.ask(worker), worker::close);
    }
}
