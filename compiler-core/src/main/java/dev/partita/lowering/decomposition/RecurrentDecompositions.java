package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Recurrent networks over padded sequences, unrolled step by step. */
final class RecurrentDecompositions {

    /** One step of a layer: what goes from step to step; the first state is the step's output. */
    private interface Cell {
        List<Arg> step(Arg input, List<Arg> states, Weights weights, Tracer tracer);
    }

    /** The parameters of one direction of one layer; biases are None where the network has none. */
    private record Weights(Arg input, Arg hidden, Arg inputBias, Arg hiddenBias, Arg projection) {

        static Weights of(List<Arg> group, boolean biased) {
            int projection = biased ? 4 : 2;
            return new Weights(group.get(0), group.get(1), biased ? group.get(2) : Arg.NONE,
                    biased ? group.get(3) : Arg.NONE, group.size() > projection ? group.get(projection) : Arg.NONE);
        }
    }

    /** The output of one direction of one layer and its last states. */
    private record LayerResult(Arg output, List<Arg> states) {}

    private RecurrentDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.lstm.input", RecurrentDecompositions::lstm);
        table.composite("aten.gru.input", (call, tracer) -> simple(call, tracer, RecurrentDecompositions::gruCell));
        table.composite("aten.lstm_cell.default", RecurrentDecompositions::singleLstmStep);
        table.composite("aten.gru_cell.default", RecurrentDecompositions::singleGruStep);
        table.composite("aten.rnn_tanh.input", (call, tracer) -> simple(call, tracer, plainCell("aten.tanh.default")));
        table.composite("aten.rnn_relu.input", (call, tracer) -> simple(call, tracer, plainCell("aten.relu.default")));
        for (String activation : List.of("tanh", "relu")) {
            Cell cell = plainCell("aten." + activation + ".default");
            table.composite("aten.rnn_" + activation + "_cell.default", (call, tracer) -> {
                Weights weights = cellWeights(call);
                Arg input = inputPart(call, weights, tracer);
                return cell.step(input, List.of(call.arg("hx")), weights, tracer).getFirst();
            });
        }
    }

    private static Arg singleLstmStep(Call call, Tracer tracer) {
        Weights weights = cellWeights(call);
        Arg hidden = hiddenPart(call.items("hx").get(0), weights, tracer);
        Arg input = inputPart(call, weights, tracer);
        Arg parts = split(tracer.call("aten.add.Tensor", hidden, input), 4, tracer);
        return Arg.list(lstmUpdate(parts, call.items("hx").get(1), weights, tracer));
    }

    private static Arg singleGruStep(Call call, Tracer tracer) {
        Weights weights = cellWeights(call);
        Arg input = split(inputPart(call, weights, tracer), 3, tracer);
        Arg hidden = split(hiddenPart(call.arg("hx"), weights, tracer), 3, tracer);
        return gruUpdate(input, hidden, call.arg("hx"), tracer);
    }

    private static Weights cellWeights(Call call) {
        return new Weights(call.arg("w_ih"), call.arg("w_hh"), call.arg("b_ih"), call.arg("b_hh"), Arg.NONE);
    }

    private static Arg inputPart(Call call, Weights weights, Tracer tracer) {
        return tracer.call("aten.linear.default", call.arg("input"), weights.input(), weights.inputBias());
    }

    private static Arg split(Arg gates, int count, Tracer tracer) {
        return tracer.call("aten.unsafe_split.Tensor", gates,
                new Arg.Sym(dev.partita.shape.Dims.floorDivide(tracer.shape(gates).dim(1), count)), Arg.of(1));
    }

    private static Arg lstm(Call call, Tracer tracer) {
        List<Arg> hidden = unbound(call.items("hx").get(0), tracer);
        List<Arg> memory = unbound(call.items("hx").get(1), tracer);
        List<List<Arg>> states = new ArrayList<>();
        for (int i = 0; i < hidden.size(); i++) {
            states.add(List.of(hidden.get(i), memory.get(i)));
        }
        boolean projected = call.items("params").size() % (call.flag("has_biases") ? 5 : 3) == 0
                && call.items("params").size() != states.size() * (call.flag("has_biases") ? 4 : 2);
        int group = (call.flag("has_biases") ? 4 : 2) + (projected ? 1 : 0);
        return network(call, tracer, states, group, RecurrentDecompositions::lstmCell);
    }

    private static Arg simple(Call call, Tracer tracer, Cell cell) {
        List<List<Arg>> states = unbound(call.arg("hx"), tracer).stream().map(List::of).toList();
        return network(call, tracer, states, call.flag("has_biases") ? 4 : 2, cell);
    }

    /** All layers; gives back the output and, stacked over layers and directions, each kind of last state. */
    private static Arg network(Call call, Tracer tracer, List<List<Arg>> states, int group, Cell cell) {
        boolean batchFirst = call.flag("batch_first");
        boolean bidirectional = call.flag("bidirectional");
        if (call.flag("train") && call.number("dropout") != 0) {
            throw new IllegalArgumentException("a recurrent network in training mode with dropout");
        }
        Arg input = call.arg("input");
        if (batchFirst) {
            input = tracer.call("aten.transpose.int", input, Arg.of(0), Arg.of(1));
        }
        List<List<Arg>> last = new ArrayList<>();
        int directions = bidirectional ? 2 : 1;
        for (int layer = 0; layer < call.integer("num_layers"); layer++) {
            List<Arg> outputs = new ArrayList<>();
            for (int direction = 0; direction < directions; direction++) {
                int index = layer * directions + direction;
                Weights weights = Weights.of(
                        call.items("params").subList(index * group, (index + 1) * group), call.flag("has_biases"));
                LayerResult result = layer(input, states.get(index), weights, direction == 1, cell, tracer);
                outputs.add(result.output());
                last.add(result.states());
            }
            input = bidirectional
                    ? tracer.call("aten.cat.default", Arg.list(outputs), Arg.of(tracer.shape(outputs.get(0)).rank() - 1))
                    : outputs.getFirst();
        }
        if (batchFirst) {
            input = tracer.call("aten.transpose.int", input, Arg.of(0), Arg.of(1));
        }
        List<Arg> results = new ArrayList<>(List.of(input));
        for (int kind = 0; kind < last.getFirst().size(); kind++) {
            int index = kind;
            results.add(tracer.call("aten.stack.default", Arg.list(last.stream().map(all -> all.get(index)).toList())));
        }
        return Arg.list(results);
    }

    private static LayerResult layer(
            Arg input, List<Arg> initial, Weights weights, boolean reverse, Cell cell, Tracer tracer) {
        boolean memory = initial.size() > 1;
        List<Arg> states = new ArrayList<>();
        if (memory) {
            initial.forEach(state -> states.add(tracer.call("aten.unsqueeze.default", state, Arg.of(0))));
        }
        Arg steps = tracer.call("aten.linear.default", input, weights.input(), weights.inputBias());
        if (reverse) {
            steps = tracer.call("aten.flip.default", steps, Arg.ints(0));
        }
        if (!memory) {
            states.add(tracer.call("aten.unsqueeze.default", initial.getFirst(), Arg.of(0)));
        }
        List<Arg> outputs = new ArrayList<>();
        for (Arg step : unbound(steps, tracer)) {
            List<Arg> next = cell.step(step, List.copyOf(states), weights, tracer);
            states.clear();
            states.addAll(next);
            outputs.add(next.getFirst());
        }
        if (reverse) {
            Collections.reverse(outputs);
        }
        Arg output = tracer.call("aten.cat.default", Arg.list(outputs), Arg.of(0));
        return new LayerResult(output, states.stream()
                .map(state -> tracer.call("aten.squeeze.dim", state, Arg.of(0))).toList());
    }

    private static List<Arg> lstmCell(Arg input, List<Arg> states, Weights weights, Tracer tracer) {
        Arg gates = tracer.call("aten.add.Tensor", hiddenPart(states.getFirst(), weights, tracer), input);
        Arg parts = tracer.call("aten.chunk.default", gates, Arg.of(4), Arg.of(2));
        return lstmUpdate(parts, states.get(1), weights, tracer);
    }

    private static List<Arg> lstmUpdate(Arg parts, Arg oldMemory, Weights weights, Tracer tracer) {
        Arg enter = tracer.call("aten.sigmoid.default", Tracer.item(parts, 0));
        Arg forget = tracer.call("aten.sigmoid.default", Tracer.item(parts, 1));
        Arg candidate = tracer.call("aten.tanh.default", Tracer.item(parts, 2));
        Arg leave = tracer.call("aten.sigmoid.default", Tracer.item(parts, 3));
        Arg kept = tracer.call("aten.mul.Tensor", forget, oldMemory);
        Arg memory = tracer.call("aten.add.Tensor", kept, tracer.call("aten.mul.Tensor", enter, candidate));
        Arg hidden = tracer.call("aten.mul.Tensor", leave, tracer.call("aten.tanh.default", memory));
        if (!(weights.projection() instanceof Arg.None)) {
            hidden = tracer.call("aten.linear.default", hidden, weights.projection());
        }
        return List.of(hidden, memory);
    }

    private static List<Arg> gruCell(Arg input, List<Arg> states, Weights weights, Tracer tracer) {
        Arg fromInput = tracer.call("aten.chunk.default", input, Arg.of(3), Arg.of(1));
        Arg fromHidden = tracer.call(
                "aten.chunk.default", hiddenPart(states.getFirst(), weights, tracer), Arg.of(3), Arg.of(2));
        return List.of(gruUpdate(fromInput, fromHidden, states.getFirst(), tracer));
    }

    private static Arg gruUpdate(Arg fromInput, Arg fromHidden, Arg state, Tracer tracer) {
        Arg reset = gate(fromInput, fromHidden, 0, tracer);
        Arg update = gate(fromInput, fromHidden, 1, tracer);
        Arg remembered = tracer.call("aten.mul.Tensor", Tracer.item(fromHidden, 2), reset);
        Arg candidate = tracer.call("aten.tanh.default",
                tracer.call("aten.add.Tensor", Tracer.item(fromInput, 2), remembered));
        Arg change = tracer.call("aten.mul.Tensor",
                tracer.call("aten.sub.Tensor", state, candidate), update);
        return tracer.call("aten.add.Tensor", change, candidate);
    }

    private static Arg gate(Arg fromInput, Arg fromHidden, int index, Tracer tracer) {
        return tracer.call("aten.sigmoid.default", tracer.call(
                "aten.add.Tensor", Tracer.item(fromHidden, index), Tracer.item(fromInput, index)));
    }

    private static Cell plainCell(String activation) {
        return (input, states, weights, tracer) -> List.of(tracer.call(activation, tracer.call(
                "aten.add.Tensor", hiddenPart(states.getFirst(), weights, tracer), input)));
    }

    private static Arg hiddenPart(Arg hidden, Weights weights, Tracer tracer) {
        return tracer.call("aten.linear.default", hidden, weights.hidden(), weights.hiddenBias());
    }

    private static List<Arg> unbound(Arg tensor, Tracer tracer) {
        return tracer.call("aten.unbind.int", tensor) instanceof Arg.ListOf(List<Arg> items) ? items : List.of();
    }
}
