package dev.partita.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LayerNodesTest {

    private final Graph graph = new Graph();
    private final LayerNodes nodes = new LayerNodes(graph);

    LayerNodesTest() {
        Node x = graph.placeholder("x");
        Node convolution = graph.call(OpName.of("aten.convolution.default"), List.of(Arg.of(x)), Map.of());
        graph.call(OpName.of("aten.relu.default"), List.of(Arg.of(convolution)), Map.of());
    }

    @Test
    void fusedLayersNameAllTheirNodes() {
        assertEquals(List.of("convolution", "relu"), nodes.of(
                "[CONVOLUTION]-[aten_ops.convolution.default]-[layer1.0.conv1/convolution] + "
                        + "[ACTIVATION]-[aten_ops.relu.default]-[layer1.0.relu/relu]"));
    }

    @Test
    void oneLayerMayComputeSeveralNodes() {
        assertEquals(List.of("convolution", "relu"), nodes.of(
                "[CONVOLUTION]-[aten_ops.convolution.default]-[conv1/convolution + bn1/relu]"));
        assertEquals(List.of("convolution", "relu"), nodes.of(
                "[CONVOLUTION]-[aten_ops.convolution.default]-[convolution + relu]"));
    }

    @Test
    void aModuleCalledLikeANodeIsNoNode() {
        assertEquals(List.of(), nodes.of("[ACTIVATION]-[aten_ops.gelu.default]-[relu.inner/gelu]"));
    }

    @Test
    void layersThatTensorRtMadeUpHaveNoNodes() {
        assertEquals(List.of(), nodes.of("Reformatting CopyNode for Input Tensor 0 to {ForeignNode[...]}"));
    }
}
