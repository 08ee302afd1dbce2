package dev.partita.lowering.decomposition;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.importer.ImportedProgram;
import dev.partita.importer.ProgramSignature;
import dev.partita.importer.SymbolRanges;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.GraphPrinter;
import dev.partita.ir.GraphVerifier;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.shape.rule.StandardRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A decomposition test is text in, text out: an exported graph and what re-tracing makes of it. */
final class DecompositionAssertions {

    private DecompositionAssertions() {}

    static void assertDecomposes(String exported, String expected) {
        assertDecomposes(exported, expected, DecompositionTable.standard(true), SymbolRanges.NONE);
    }

    /** @param ranges of the program's symbols */
    static void assertDecomposes(String exported, String expected, DecompositionTable table, SymbolRanges ranges) {
        assertEquals(expected.strip(), GraphPrinter.print(decomposed(exported, table, ranges)).strip());
    }

    /** Operators without a decomposition of their own stay whole, which is no error. */
    static void assertStays(String exported) {
        assertDecomposes(exported, exported);
    }

    static Graph decomposed(String exported, DecompositionTable table) {
        return decomposed(exported, table, SymbolRanges.NONE);
    }

    private static Graph decomposed(String exported, DecompositionTable table, SymbolRanges ranges) {
        Graph graph = GraphParser.parse(exported);
        List<ProgramSignature.Input> inputs = new ArrayList<>();
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                inputs.add(new ProgramSignature.Input.User(node.name(), false));
            }
        }
        int count = ((Arg.ListOf) graph.outputNode().args().getFirst()).items().size();
        List<ProgramSignature.Output> outputs = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            outputs.add(new ProgramSignature.Output.Result());
        }
        ImportedProgram program = new ImportedProgram(
                graph, new ProgramSignature(inputs, outputs), ranges, Map.of(), Map.of());
        Graph result = new Retracer(table, StandardRules.table(), true).retrace(program).graph();
        GraphVerifier.verify(result, "decompositions");
        return result;
    }
}
