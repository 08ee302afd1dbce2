package dev.partita.lowering.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.GraphPrinter;
import dev.partita.lowering.LoweringOptions;

/** A pass test is text in, text out. */
final class PassAssertions {

    private PassAssertions() {}

    static void assertRewrites(Pass pass, String before, String after) {
        assertRewrites(pass, LoweringOptions.DEFAULTS, before, after);
    }

    static void assertRewrites(Pass pass, LoweringOptions options, String before, String after) {
        Graph graph = GraphParser.parse(before);
        pass.run(graph, options);
        assertEquals(after.strip(), GraphPrinter.print(graph).strip());
    }

    static void assertLeaves(Pass pass, String text) {
        assertRewrites(pass, text, text);
    }
}
