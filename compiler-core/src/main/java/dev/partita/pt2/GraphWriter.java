package dev.partita.pt2;

import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.ExportedNode;
import dev.partita.pt2.schema.GraphValues;
import dev.partita.pt2.schema.NamedArgument;

/** Writes one graph and those nested in it. */
final class GraphWriter {

    private final JsonOut json;
    private final ValueWriter values;
    private final ArgumentWriter arguments;

    GraphWriter(JsonOut json, boolean keepsExpressionText) {
        this.json = json;
        this.values = new ValueWriter(json, keepsExpressionText);
        this.arguments = new ArgumentWriter(json, values, this::graph);
    }

    ArgumentWriter arguments() {
        return arguments;
    }

    void graph(ExportedGraph graph) {
        GraphValues known = graph.values();
        json.struct(() -> {
            json.list("inputs", graph.inputs(), arguments::argument);
            json.list("outputs", graph.outputs(), arguments::argument);
            json.list("nodes", graph.nodes(), this::node);
            json.map("tensor_values", known.tensors(), values::tensorMeta);
            json.map("sym_int_values", known.symInts(), values::symInt);
            json.map("sym_bool_values", known.symBools(), values::symBool);
            json.truth("is_single_tensor_return", graph.returnsBareTensor());
            json.map("custom_obj_values", known.customObjects(), arguments::customObject);
            if (json.knows(5)) {
                json.map("sym_float_values", known.symFloats(), values::symFloat);
            }
        });
    }

    private void node(ExportedNode node) {
        json.struct(() -> {
            json.text("target", node.target());
            json.list("inputs", node.inputs(), this::input);
            json.list("outputs", node.outputs(), arguments::argument);
            json.map("metadata", node.metadata().entries(), json::text);
            if (json.knows(5)) {
                json.name("is_hop_single_tensor_return");
                node.returnsBareTensor().ifPresentOrElse(json::truth, json::nothing);
            }
            if (json.knows(16)) {
                json.name("name");
                node.name().ifPresentOrElse(json::text, json::nothing);
            }
        });
    }

    private void input(NamedArgument input) {
        json.struct(() -> {
            json.text("name", input.name());
            json.name("arg");
            arguments.argument(input.value());
            if (json.knows(6)) {
                switch (input.kind()) {
                    case UNKNOWN -> json.nothing("kind");
                    case POSITIONAL -> json.number("kind", 1);
                    case KEYWORD -> json.number("kind", 2);
                }
            }
        });
    }
}
