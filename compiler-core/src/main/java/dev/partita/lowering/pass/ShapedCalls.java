package dev.partita.lowering.pass;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.Origin;
import dev.partita.ir.Value;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.ShapeRules;
import java.util.List;
import java.util.Map;

/** Makes calls whose values are known at once, at the graph's insertion point. */
record ShapedCalls(Graph graph, ShapeRules rules, Origin origin) {

    Node call(String op, Arg... args) {
        return call(op, Map.of(), args);
    }

    Node call(String op, Map<String, Arg> kwargs, Arg... args) {
        OpName name = OpName.of(op);
        Call call = Call.bind(OpSchemas.standard().find(name).orElseThrow(), List.of(args), kwargs);
        Value value = rules.infer(call).orElseThrow(() -> new IllegalStateException("no shape rule for " + op));
        return graph.callOverload(name, call.positional(), call.keywords()).setValue(value).setOrigin(origin);
    }
}
