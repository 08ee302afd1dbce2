package dev.partita.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.ResourceSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Three products of 400 bytes of weights each. */
class ResourceSplitterTest {

    private static final String GRAPH = """
            %x = placeholder x : float32[1, 10]
            %a = get_attr a : float32[10, 10]
            %b = get_attr b : float32[10, 10]
            %c = get_attr c : float32[10, 10]
            %linear = aten.linear.default(%x, %a) : float32[1, 10]
            %relu = aten.relu.default(%linear) : float32[1, 10]
            %linear_1 = aten.linear.default(%relu, %b) : float32[1, 10]
            %relu_1 = aten.relu.default(%linear_1) : float32[1, 10]
            %linear_2 = aten.linear.default(%relu_1, %c) : float32[1, 10]
            output [%linear_2]
            """;

    @Test
    void aBlockThatFitsStaysWhole() {
        assertEquals(List.of("_run_on_acc_0[linear, relu, linear_1, relu_1, linear_2]"), segments(4 * 1200L));
    }

    @Test
    void aBlockIsCutBeforeTheWeightsThatExceedTheShare() {
        assertEquals(
                List.of("_run_on_acc_0_resource_split_0[linear, relu, linear_1, relu_1]",
                        "_run_on_acc_0_resource_split_1[linear_2]"),
                segments(4 * 800L));
    }

    @Test
    void anActivationStaysWithItsProduct() {
        assertEquals(
                List.of("_run_on_acc_0_resource_split_0[linear, relu]", "_run_on_acc_0_resource_split_1[linear_1, relu_1]",
                        "_run_on_acc_0_resource_split_2[linear_2]"),
                segments(4 * 400L));
    }

    @Test
    void aBudgetFarTooSmallIsRefused() {
        assertThrows(PartitionException.class, () -> segments(80));
    }

    private static List<String> segments(long budget) {
        CompilationSettings settings = CompilationSettings.defaults()
                .with(CoreSettings.MIN_BLOCK_SIZE, 1L)
                .with(ResourceSettings.ENABLE_RESOURCE_PARTITIONING, true)
                .with(ResourceSettings.CPU_MEMORY_BUDGET, Optional.of(budget));
        Graph graph = GraphParser.parse(GRAPH);
        return new Partitioner().partition(graph, settings).segments().stream()
                .map(segment -> segment.name() + segment.nodes().stream().map(Node::name).toList())
                .toList();
    }
}
