package dev.partita.app;

import dev.partita.app.session.BuildEvent;
import dev.partita.app.session.BuildOutcome;
import dev.partita.compile.Plan;
import dev.partita.app.session.ProfileOutcome;
import dev.partita.app.session.Workshop;
import dev.partita.app.task.TaskContext;
import dev.partita.app.text.Texts;
import java.util.Optional;
import java.util.function.Consumer;

/** Says that nothing can be built here. */
final class NoWorkshop implements Workshop {

    @Override
    public BuildOutcome build(Plan plan, TaskContext context, Consumer<BuildEvent> events) {
        return new BuildOutcome.Failed(Texts.of("build.impossible"), "", Optional.empty());
    }

    @Override
    public ProfileOutcome profile(BuildOutcome.Built built, TaskContext context, Consumer<BuildEvent> events) {
        return new ProfileOutcome.Failed(Texts.of("build.impossible"), "");
    }
}
