package dev.partita.app.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.graph.SampleModels;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Origin;
import dev.partita.ir.Origin.ModuleFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GraphModelsTest {

    private final Graph graph = new Graph();

    private Node call(String op, String module, Node... inputs) {
        List<Arg> args = new ArrayList<>();
        for (Node input : inputs) {
            args.add(Arg.of(input));
        }
        List<ModuleFrame> stack = new ArrayList<>();
        String path = "";
        for (String part : module.isEmpty() ? new String[0] : module.split("\\.")) {
            path = path.isEmpty() ? part : path + "." + part;
            stack.add(new ModuleFrame(path, "torch.nn.Module"));
        }
        return graph.call(OpName.of(op), args, Map.of()).setOrigin(new Origin(stack, ""));
    }

    private static List<String> paths(GraphModel model) {
        return model.groups().stream().map(Group::path).toList();
    }

    @Test
    void weightsAndPickedResultsBelongToTheirBoxes() {
        Node x = graph.placeholder("x");
        Node weight = graph.getAttr("norm.weight");
        Node norm = call("aten.native_layer_norm.default", "", x, weight);
        Node first = graph.call(OpName.of("_operator.getitem"), List.of(Arg.of(norm), Arg.of(0)), Map.of());
        Node relu = call("aten.relu.default", "", first);
        graph.output(Arg.list(List.of(Arg.of(relu))));
        GraphModel model = GraphModels.of("m", graph);
        assertEquals(List.of("x", "native_layer_norm", "relu", "output"), model.boxes().stream().map(Box::id).toList());
        assertEquals(model.box("native_layer_norm"), model.box("getitem"));
        assertEquals(model.box("native_layer_norm"), model.box("norm_weight"));
        assertEquals(3, model.wires().size());
    }

    @Test
    void aModuleThatIsCalledTwiceIsDrawnTwice() {
        Node x = graph.placeholder("x");
        Node a = call("aten.relu.default", "block.act", call("aten.neg.default", "block.act", x));
        Node b = call("aten.linear.default", "block", a);
        Node c = call("aten.relu.default", "block.act", call("aten.neg.default", "block.act", b));
        call("aten.exp.default", "other", c);
        graph.output(Arg.list(List.of(Arg.of(c))));
        assertEquals(List.of("", "block.act", "block.act@1"), paths(GraphModels.of("m", graph)));
    }

    @Test
    void interleavedNodesOfTwoModulesSplitNeither() {
        Node x = graph.placeholder("x");
        Node a = call("aten.neg.default", "left", x);
        Node b = call("aten.neg.default", "right", x);
        call("aten.relu.default", "left", a);
        call("aten.relu.default", "right", b);
        graph.output(Arg.list(List.of(Arg.of(x))));
        assertEquals(List.of("", "left", "right"), paths(GraphModels.of("m", graph)));
    }

    @Test
    void equalLayersAreKin() {
        GraphModel model = SampleModels.transformer(12);
        assertEquals(12, model.repeats(model.group("layers.3").orElseThrow()));
        assertEquals(12, model.repeats(model.group("layers.3.attention").orElseThrow()));
        assertEquals(1, model.repeats(model.group("head").orElseThrow()));
    }

    @Test
    void longLevelsAreFolded() {
        GraphModel model = SampleModels.transformer(100);
        for (int group = 0; group < model.groups().size(); group++) {
            assertTrue(model.children(group).size() <= GroupTree.LONGEST_LEVEL, "group " + model.groups().get(group).path());
        }
        assertEquals(model.boxes().size(), model.boxCount(0));
    }
}
