package dev.partita.app.session;

import dev.partita.app.task.TaskContext;
import dev.partita.ir.Graph;
import java.nio.file.Path;

/** What the session needs from the compiler to open a program. */
public interface Planning {
    Graph open(Path file, TaskContext context) throws Exception;
}
