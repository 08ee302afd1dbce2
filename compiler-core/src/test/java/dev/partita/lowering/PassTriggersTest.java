package dev.partita.lowering;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import dev.partita.importer.ImportedProgram;
import dev.partita.importer.Importer;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphPrinter;
import dev.partita.lowering.pass.Pass;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import org.junit.jupiter.api.Test;

/** A pass that says what it looks for leaves every graph alone in which that is not called: skipping it changes nothing. */
class PassTriggersTest {

    @Test
    void withoutTheirOpsPassesDoNothing() {
        int skipped = 0;
        for (String model : Fixtures.models()) {
            try (Pt2Archive archive = Pt2Reader.open(Fixtures.model(model))) {
                ImportedProgram program = new Importer().importProgram(archive.program());
                skipped += check(model, program.graph());
                skipped += check(model, new Lowering().lower(program, LoweringOptions.DEFAULTS).graph());
            }
        }
        assertTrue(skipped > 100, "passes were skipped " + skipped + " times");
    }

    private static int check(String model, Graph graph) {
        int skipped = 0;
        String before = GraphPrinter.print(graph);
        for (Pass pass : Lowering.passes()) {
            if (!pass.looksFor().isEmpty() && !graph.callsAny(pass.looksFor())) {
                pass.run(graph, LoweringOptions.DEFAULTS);
                assertEquals(before, GraphPrinter.print(graph), model + ", " + pass.name());
                skipped++;
            }
        }
        return skipped;
    }
}
