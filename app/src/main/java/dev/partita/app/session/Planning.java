package dev.partita.app.session;

import dev.partita.app.task.TaskContext;
import dev.partita.compile.Plan;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import java.nio.file.Path;

/** What the session needs from the compiler before anything is built. All methods may take long and may be called anywhere. */
public interface Planning {

    Plan open(Path file, CompilationSettings settings, TaskContext context) throws Exception;

    /** The same program with other settings; does only what the difference asks for. */
    Plan replan(Plan plan, CompilationSettings settings, TaskContext context) throws Exception;

    /** The TensorRT network of a segment as text. */
    String network(Plan plan, Segment segment) throws Exception;
}
