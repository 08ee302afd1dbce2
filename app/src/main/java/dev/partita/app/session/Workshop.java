package dev.partita.app.session;

import dev.partita.app.task.TaskContext;
import dev.partita.compile.Plan;
import dev.partita.handback.TorchTensorRtRelease;
import dev.partita.settings.ShapeRange;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What the session needs to build and measure engines: the worker process in the window, a fake in tests. Methods block,
 * report progress to {@code events} from any thread, and end early when the context is cancelled.
 */
public interface Workshop {

    /** Never throws for what the worker does wrong: its failure and its death are outcomes. */
    BuildOutcome build(Plan plan, TaskContext context, Consumer<BuildEvent> events) throws Exception;

    /** @param corner the shapes, of the first optimization profile, of what is not static */
    ProfileOutcome profile(
            BuildOutcome.Built built, ShapeRange.Corner corner, TaskContext context, Consumer<BuildEvent> events)
            throws Exception;

    /**
     * Writes one file that Torch-TensorRT loads in Python.
     *
     * @param release that is to load it
     * @throws java.io.IOException with words for people when it cannot be written
     */
    void saveForPython(BuildOutcome.Built built, TorchTensorRtRelease release, Path file) throws Exception;
}
