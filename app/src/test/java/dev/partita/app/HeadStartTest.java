package dev.partita.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.partita.app.session.Planning;
import dev.partita.app.session.ProgramPlace;
import dev.partita.app.task.TaskContext;
import dev.partita.app.task.Unwatched;
import dev.partita.compile.Plan;
import dev.partita.importer.ImportedProgram;
import dev.partita.partition.Segment;
import dev.partita.pt2.Pt2Exception;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PartitionSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HeadStartTest {

    private static final Path MODELS = Path.of("..", "compiler-core", "src", "test", "resources", "models");
    private static final Path MLP = MODELS.resolve("mlp_tiny.pt2");
    private static final Path BERT = MODELS.resolve("bert_tiny_dyn.pt2");
    private static final CompilationSettings DEFAULTS = CompilationSettings.defaults();

    private final Watched planning = new Watched();
    private final List<String> previewed = new ArrayList<>();

    /** The compiler, and which files it was asked for. */
    private static final class Watched implements Planning {
        private final Planning compiler = new CompilerPlanning();
        private final List<Path> opened = new CopyOnWriteArrayList<>();

        @Override
        public Plan open(ProgramPlace place, CompilationSettings settings, TaskContext context, Consumer<ImportedProgram> preview)
                throws Exception {
            opened.add(place.file());
            return compiler.open(place, settings, context, preview);
        }

        @Override
        public Plan replan(Plan plan, CompilationSettings settings, TaskContext context) throws Exception {
            return compiler.replan(plan, settings, context);
        }

        @Override
        public String network(Plan plan, Segment segment) throws Exception {
            return compiler.network(plan, segment);
        }
    }

    private HeadStart begun(Path file) {
        return begun(ProgramPlace.in(file));
    }

    private HeadStart begun(ProgramPlace place) {
        return new HeadStart(planning, place.file(), () -> new HeadStart.Wanted(place, DEFAULTS)).begin();
    }

    /** Opens as the session does, and lets go of the program. */
    private int nodes(Planning from, Path file, CompilationSettings settings) throws Exception {
        return nodes(from, ProgramPlace.in(file), settings);
    }

    private int nodes(Planning from, ProgramPlace place, CompilationSettings settings) throws Exception {
        Plan plan = from.open(place, settings, new Unwatched(), program -> previewed.add(place.title()));
        plan.program().close();
        return plan.lowered().graph().size();
    }

    @Test
    void theFileThatWasBegunIsReadOnceAndPreviewedToWhoeverAsks() throws Exception {
        int expected = nodes(new CompilerPlanning(), MLP, DEFAULTS);
        previewed.clear();
        assertEquals(expected, nodes(begun(MLP), MLP, DEFAULTS));
        assertEquals(List.of(MLP), planning.opened);
        assertEquals(List.of("mlp_tiny.pt2"), previewed);
    }

    @Test
    void openedAgainItIsReadAgain() throws Exception {
        HeadStart start = begun(MLP);
        nodes(start, MLP, DEFAULTS);
        nodes(start, MLP, DEFAULTS);
        assertEquals(List.of(MLP, MLP), planning.opened);
    }

    @Test
    void otherFilesDoNotWaitForIt() throws Exception {
        HeadStart start = begun(MLP);
        nodes(start, BERT, DEFAULTS);
        assertEquals(List.of("bert_tiny_dyn.pt2"), previewed);
    }

    @Test
    void otherSettingsPlanAnew() throws Exception {
        CompilationSettings other = DEFAULTS.with(PartitionSettings.USE_FAST_PARTITIONER, false);
        nodes(begun(MLP), MLP, other);
        assertEquals(List.of(MLP, MLP), planning.opened);
    }

    @Test
    void theNamedProgramOfSeveralIsReadOnceAndAnotherOneByItself() throws Exception {
        ProgramPlace encoder = ProgramPlace.in(MODELS.resolve("variants/multi_model.pt2")).named("encoder");
        nodes(begun(encoder), encoder, DEFAULTS);
        assertEquals(List.of(encoder.file()), planning.opened);
        nodes(begun(encoder), encoder.named("decoder"), DEFAULTS);
        assertEquals("multi_model.pt2 · decoder", previewed.getLast());
    }

    @Test
    void failuresArriveAsTheyAre() {
        HeadStart start = begun(MODELS.resolve("no_such_model.pt2"));
        assertThrows(Pt2Exception.class, () -> nodes(start, MODELS.resolve("no_such_model.pt2"), DEFAULTS));
    }
}
