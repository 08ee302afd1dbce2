package dev.partita.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.convert.SegmentConverter;
import dev.partita.convert.SegmentGraph;
import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.network.NetworkInput;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EngineGraphsTest {

    private final Graph graph = GraphParser.parse("""
            %x = placeholder x : float32[2*s0, 8]
            %k = placeholder k : int64[3]
            %size = aten.sym_size.int(%x, 0) : int(2*s0)
            %rows = _operator.floordiv(%size, 2) : int(s0)
            %count = _operator.mul(%rows, 16) : int(16*s0)
            %third = _operator.truediv(%rows, 3) : float(FloatTrueDiv(ToFloat(s0), 3.0))
            %found = aten.nonzero.default(%k) : int64[u0, 1]
            %number = aten.sym_size.int(%found, 0) : int(u0)
            %relu = aten.relu.default(%x) : float32[2*s0, 8]
            %flat = aten.view.default(%relu, [%count]) : float32[16*s0]
            %zeros = aten.full.default([%count], 0) : float32[16*s0]
            output [%flat, %zeros, %number, %third]
            """);

    private final EngineGraphs graphs = new EngineGraphs(graph);

    @Test
    void aSizeThatTheShapesBesideItTellDoesNotGoIn() {
        Segment segment = segment("relu flat", "x count", "flat");
        assertEquals(List.of("x"), names(graphs.of(segment).inputs()));
        assertEquals(List.of("x"), new SegmentConverter(CompilationSettings.defaults()).convert(graphs.of(segment))
                .inputs().stream().map(NetworkInput::name).toList());
    }

    @Test
    void aSizeThatNoTensorTellsGoesIn() {
        assertEquals(List.of("count"), names(graphs.of(segment("zeros", "count", "zeros")).inputs()));
        assertEquals(List.of("k", "count"), names(graphs.of(segment("zeros found", "k count", "zeros found")).inputs()),
                "a tensor beside it that has nothing to do with it");
    }

    @Test
    void aNumberThatFollowsFromTheProgramsInputsDoesNotComeOut() {
        SegmentGraph engine = graphs.of(segment("size rows count third relu", "x", "relu rows count third"));
        assertEquals(List.of("relu"), names(engine.outputs()));
        assertEquals(5, engine.nodes().size());
    }

    @Test
    void aNumberThatDependsOnDataComesOut() {
        assertEquals(List.of("found", "number"), names(graphs.of(segment("found number", "k", "found number")).outputs()));
    }

    @Test
    void aSegmentOfSizesAloneNeedsNoEngine() {
        assertTrue(graphs.givesOnlySizes(segment("size rows", "x", "rows")));
        assertFalse(graphs.givesOnlySizes(segment("found number", "k", "number")));
        assertFalse(graphs.givesOnlySizes(segment("size relu", "x", "size relu")));
    }

    private Segment segment(String nodes, String inputs, String outputs) {
        return new Segment("_run_on_acc_0", Segment.Kind.TRT, nodes(nodes), List.of(), nodes(inputs), nodes(outputs));
    }

    private List<Node> nodes(String names) {
        return Stream.of(names.split(" ")).map(graph::node).toList();
    }

    private static List<String> names(List<Node> nodes) {
        return nodes.stream().map(Node::name).toList();
    }
}
