package dev.partita.app.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.fixture.Documents;
import dev.partita.app.session.Document;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.InputSpec;
import dev.partita.settings.ShapeRange;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RangesViewModelTest {

    @TempDir
    Path home;

    private Document document;
    private RangesViewModel ranges;
    private String batch;

    @BeforeEach
    void openBert() {
        document = Documents.open("bert_tiny_dyn.pt2", home);
        ranges = new RangesViewModel(document);
        batch = document.program().ranges().keySet().iterator().next();
    }

    @Test
    void oneSymbolIsSharedByAllInputsThatMentionIt() {
        assertEquals(2, ranges.uses(batch).size());
    }

    @Test
    void aValidEditBecomesTheRangeOfEveryInputWithTheSymbol() {
        ranges.edit(batch, new RangeDraft.Bound("2", "4", "8"));
        List<InputSpec> inputs = document.settings().get().get(CoreSettings.INPUTS);
        assertEquals(2, inputs.size());
        for (InputSpec input : inputs) {
            ShapeRange range = input.union();
            assertEquals(List.of(2L, 4L, 8L), List.of(range.min().get(0), range.opt().get(0), range.max().get(0)));
        }
    }

    @Test
    void aRangeOutsideTheProgramsConstraintsIsRefusedBeforeAnythingRuns() {
        ranges.edit(batch, new RangeDraft.Bound("1", "8", "1000"));
        assertFalse(ranges.draftProperty().get().isValid());
        assertTrue(ranges.draftProperty().get().problem(batch).orElseThrow().contains("1 … 16"));
        assertTrue(document.settings().get().get(CoreSettings.INPUTS).isEmpty());
    }

    @Test
    void anOptBelowMinIsRefused() {
        ranges.edit(batch, new RangeDraft.Bound("4", "2", "8"));
        assertTrue(ranges.draftProperty().get().problem(batch).isPresent());
    }

    @Test
    void typingIsOneStepToUndo() {
        ranges.edit(batch, new RangeDraft.Bound("1", "8", "1"));
        ranges.edit(batch, new RangeDraft.Bound("1", "8", "12"));
        ranges.edit(batch, new RangeDraft.Bound("1", "8", "9"));
        document.settings().undo();
        assertTrue(document.settings().get().get(CoreSettings.INPUTS).isEmpty());
        assertEquals("16", ranges.draftProperty().get().values().get(batch).max());
    }
}
