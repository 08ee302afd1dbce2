package dev.partita.lowering;

import dev.partita.importer.ImportedProgram;
import dev.partita.importer.ProgramSignature;
import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.lowering.LoweredProgram.Update;
import dev.partita.lowering.decomposition.DeadCode;
import dev.partita.lowering.decomposition.Retracer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * From the form in which weights are inputs to that of {@code ExportedProgram.module()}: weights are read by
 * {@code get_attr} nodes. Buffers that the program writes to become placeholders {@code buf_...} after the last
 * input, as Torch-TensorRT's {@code lift_mutated_buffers} makes them.
 */
final class ModuleForm {

    private ModuleForm() {}

    /** @param returned whether the output ends with the written values, in the order of {@code retraced.mutations()} */
    static List<Update> apply(ImportedProgram program, Retracer.Result retraced, boolean returned) {
        Graph graph = retraced.graph();
        Map<String, ProgramSignature.Input> roles = new HashMap<>();
        for (ProgramSignature.Input input : program.signature().inputs()) {
            roles.put(input.name(), input);
        }
        Map<String, OptionalInt> outputs = outputs(retraced, returned);
        List<Update> updates = new ArrayList<>();
        Map<Node, OptionalInt> lifted = new LinkedHashMap<>();
        @Nullable Node lastInput = null;
        for (Node node : graph) {
            // Re-tracing makes all inputs first.
            if (node.kind() != NodeKind.PLACEHOLDER) {
                break;
            }
            Optional<String> path = Optional.ofNullable(roles.get(node.target()))
                    .flatMap(ProgramSignature.Input::weightPath);
            if (path.isEmpty()) {
                lastInput = node;
                OptionalInt output = outputs.get(node.target());
                if (output != null) {
                    updates.add(new Update.UserInput(node.name(), node.target(), output));
                }
                continue;
            }
            OptionalInt output = outputs.get(node.target());
            Node reader = readWeight(graph, node, path.get(), program.state());
            if (output != null) {
                lifted.put(reader, output);
            }
        }
        // The output is made anew once weights are read: among a value's users it comes after those that read a weight.
        Node end = graph.outputNode();
        end.setArgs(end.args());
        if (lifted.isEmpty()) {
            addGuards(graph, roles);
        }
        liftBuffers(graph, lifted, lastInput, updates);
        return updates;
    }

    /** By written placeholder, which item of the output is the new value. */
    private static Map<String, OptionalInt> outputs(Retracer.Result retraced, boolean returned) {
        int items = retraced.graph().outputNode().args().getFirst() instanceof Arg.ListOf(List<Arg> list) ? list.size() : 1;
        int next = items - retraced.mutations().size();
        Map<String, OptionalInt> outputs = new HashMap<>();
        for (String placeholder : retraced.mutations().keySet()) {
            outputs.put(placeholder, returned ? OptionalInt.of(next++) : OptionalInt.empty());
        }
        return outputs;
    }

    /** Lifting buffers drops the guards; without it they read every input until a pass removes them. */
    private static void addGuards(Graph graph, Map<String, ProgramSignature.Input> roles) {
        List<Arg> inputs = new ArrayList<>();
        @Nullable Node last = null;
        for (Node node : graph) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                last = node;
                if (!(roles.get(node.target()) instanceof ProgramSignature.Input.Opaque)) {
                    inputs.add(Arg.of(node));
                }
            } else if (node.isCall()) {
                break;
            }
        }
        if (last != null) {
            graph.insertingAfter(last, () -> graph.call(DeadCode.GUARDS, inputs, Map.of()));
        }
    }

    private static Node readWeight(Graph graph, Node placeholder, String path, Map<String, Attribute.Weight> state) {
        Attribute.Weight weight = state.get(path);
        if (weight != null) {
            graph.putAttribute(path, weight);
        }
        Node reader = graph.getAttr(path).setValue(placeholder.value()).setOrigin(placeholder.origin());
        graph.moveBefore(reader, placeholder);
        placeholder.replaceAllUsesWith(reader);
        graph.erase(placeholder);
        return reader;
    }

    private static void liftBuffers(
            Graph graph, Map<Node, OptionalInt> buffers, @Nullable Node lastInput, List<Update> updates) {
        @Nullable Node anchor = lastInput;
        for (var lifted : buffers.entrySet()) {
            Node buffer = lifted.getKey();
            String name = "buf_" + buffer.target().replace('.', '_');
            List<Node> made = new ArrayList<>();
            Runnable make = () -> made.add(graph.placeholder(name).setValue(buffer.value()));
            if (anchor == null) {
                graph.insertingBefore(graph.nodes().getFirst(), make);
            } else {
                graph.insertingAfter(anchor, make);
            }
            buffer.replaceAllUsesWith(made.getFirst());
            updates.add(new Update.Buffer(made.getFirst().name(), buffer.target(), lifted.getValue()));
            graph.erase(buffer);
            anchor = made.getFirst();
        }
    }
}
