package dev.partita.app.session;

import dev.partita.app.task.TaskContext;
import dev.partita.compile.Plan;
import dev.partita.importer.ImportedProgram;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import java.util.function.Consumer;

/** What the session needs from the compiler before anything is built. All methods may take long and may be called anywhere. */
public interface Planning {

    /** @param preview is shown the program as soon as it is read, on the same thread, and must not keep its graph */
    Plan open(ProgramPlace place, CompilationSettings settings, TaskContext context, Consumer<ImportedProgram> preview)
            throws Exception;

    /** The same program with other settings; does only what the difference asks for. */
    Plan replan(Plan plan, CompilationSettings settings, TaskContext context) throws Exception;

    /** The TensorRT network of a segment as text. */
    String network(Plan plan, Segment segment) throws Exception;
}
