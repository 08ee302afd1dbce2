package dev.partita.shape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import dev.partita.importer.Importer;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.GraphPrinter;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import dev.partita.shape.rule.StandardRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeRulesTest {

    private final ShapeRules rules = StandardRules.table();

    /** What torch recorded when the programs were exported is the measure. */
    @Test
    void agreesWithWhatTorchRecordedInTheFixtures() {
        List<String> wrong = new ArrayList<>();
        int compared = 0;
        for (String model : Fixtures.models()) {
            compared += compare(Fixtures.model(model), wrong);
        }
        assertEquals(List.of(), wrong);
        assertTrue(compared > 300, "only " + compared + " calls compared");
    }

    @Test
    void agreesWithWhatTorchRecordedInTheFullSet() {
        Path folder = Fixtures.assumeShared().resolve("models");
        List<String> wrong = new ArrayList<>();
        for (String model : Fixtures.assumeSharedModels()) {
            compare(folder.resolve(model + ".pt2"), wrong);
        }
        assertEquals(List.of(), wrong);
    }

    private int compare(Path model, List<String> wrong) {
        int compared = 0;
        try (Pt2Archive archive = Pt2Reader.open(model)) {
            for (Node node : new Importer().importProgram(archive.program()).graph()) {
                Optional<OpSchema> schema = node.isCall() ? OpSchemas.standard().find(node.op()) : Optional.empty();
                if (schema.isPresent() && rules.knows(node.op()) && !dependsOnData(node)) {
                    String ours = GraphPrinter.print(rules.infer(
                            Call.bind(schema.get(), node.args(), node.kwargs())).orElseThrow());
                    if (!ours.equals(GraphPrinter.print(node.value()))) {
                        wrong.add(model.getFileName() + " " + GraphPrinter.print(node) + " but inferred " + ours);
                    }
                    compared++;
                }
            }
        }
        return compared;
    }

    private static boolean dependsOnData(Node node) {
        return node.value() instanceof Value.Tensor(var spec) && spec.shape().toString().contains("u");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "aten.add.Tensor(%h, 1.5)                       | float16[2, s0]",
        "aten.add.Tensor(%i, 1.5)                       | float32[3]",
        "aten.div.Tensor(%i, 2)                         | float32[3]",
        "aten.mul.Tensor(%x, %h)                        | float32[2, s0]",
        "aten.sum.default(%i)                           | int64[]",
        "aten.mean.dim(%x, [-1], True)                  | float32[2, 1]",
        "aten.view.default(%y, [2, -1])                 | float32[2, 12]",
        "aten.slice.Tensor(%y, 1, 1, 9223372036854775807, 2) | float32[4, 3]",
        "aten.cat.default([%x, %x], 1)                  | float32[2, 2*s0]",
        "aten.slice.Tensor(%x, 1, -1, 9223372036854775807) | float32[2, 1]",
        "aten.arange.start_step(0, 7, 2)                | int64[4]",
        "aten.max_pool2d.default(%z, [3, 3], [2, 2], [0, 0], [1, 1], True) | float32[1, 3, 4, 4]",
        "aten.eq.Scalar(%x, 1)                          | bool[2, s0]",
    })
    void infersTypesAndExtents(String call, String expected) {
        Graph graph = GraphParser.parse("""
                %%x = placeholder x : float32[2, s0]
                %%y = placeholder y : float32[4, 6]
                %%z = placeholder z : float32[1, 3, 8, 8]
                %%h = placeholder h : float16[2, s0]
                %%i = placeholder i : int32[3]
                %%r = %s
                output [%%r]
                """.formatted(call));
        Node node = graph.node("r");
        OpSchema schema = OpSchemas.standard().find(node.op()).orElseThrow();
        assertEquals(expected, GraphPrinter.print(
                rules.infer(Call.bind(schema, node.args(), node.kwargs())).orElseThrow()));
    }
}
