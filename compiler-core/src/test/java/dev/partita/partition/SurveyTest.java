package dev.partita.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.convert.OwnConverters;
import dev.partita.convert.torchtrt.TorchTensorRtTable;
import dev.partita.fixture.ExpectedRun;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A cut after an edit is the cut that a fresh start would have made, with less asked. */
class SurveyTest {

    private final Partitioner partitioner = new Partitioner();

    @Test
    void anEditEndsWhereAFreshStartEnds() {
        int compared = 0;
        for (ExpectedRun run : ExpectedRun.probes()) {
            if (run.hasLoweredGraph() && !run.failedInPython()) {
                Graph graph = run.loweredGraph();
                Survey survey = partitioner.partition(graph, CompilationSettings.defaults()).making().survey();
                for (CompilationSettings settings : edits(graph, run.settings())) {
                    compared += compare(run.name(), graph, settings, survey);
                }
            }
        }
        assertTrue(compared > 1_000, "compared only " + compared);
    }

    private int compare(String name, Graph graph, CompilationSettings settings, Survey survey) {
        Partitioning fresh;
        try {
            fresh = partitioner.partition(graph, settings);
        } catch (PartitionException refused) {
            return 0;
        }
        Partitioning edited = partitioner.partition(graph, settings, survey);
        assertEquals(fresh.verdicts(), edited.verdicts(), name);
        assertEquals(fresh.segments(), edited.segments(), name);
        assertEquals(fresh.coverage(), edited.coverage(), name);
        return 1;
    }

    /** The settings themselves, and with the middle call's op or the call itself in Torch. */
    private static List<CompilationSettings> edits(Graph graph, CompilationSettings settings) {
        List<Node> calls = graph.nodes().stream().filter(Node::isCall).toList();
        List<CompilationSettings> edits = new ArrayList<>(List.of(settings));
        if (!calls.isEmpty()) {
            Node middle = calls.get(calls.size() / 2);
            edits.add(settings.with(CoreSettings.TORCH_EXECUTED_OPS, Set.of(middle.op().qualified())));
            edits.add(settings.with(CoreSettings.TORCH_EXECUTED_NODES, Set.of(middle.name())));
        }
        return edits;
    }

    @Test
    void onlyWhatAnExclusionTouchesIsAskedAgain() {
        Graph graph = GraphParser.parse("""
                %x = placeholder x : float32[4]
                %exp = aten.exp.default(%x) : float32[4]
                %split = aten.split.Tensor(%exp, 2) : (float32[2], float32[2])
                %getitem = _operator.getitem(%split, 0) : float32[2]
                %relu = aten.relu.default(%getitem) : float32[2]
                output [%relu]
                """);
        List<String> asked = new ArrayList<>();
        OwnConverters converters = new OwnConverters();
        Partitioner counting = new Partitioner(op -> {
            asked.add(op.op());
            return converters.candidates(op);
        }, new TorchTensorRtTable());
        Survey survey = counting.partition(graph, CompilationSettings.defaults()).making().survey();
        asked.clear();
        counting.partition(graph, CompilationSettings.defaults().with(CoreSettings.MIN_BLOCK_SIZE, 1L), survey);
        assertEquals(List.of(), asked);
        counting.partition(
                graph, CompilationSettings.defaults().with(CoreSettings.TORCH_EXECUTED_OPS, Set.of("aten.split")), survey);
        assertEquals(List.of("getitem"), asked, "the split is refused without asking, its getitem for its sake");
    }
}
