package dev.partita.worker.torch.comparison;

import dev.partita.compiled.CompiledModuleException;
import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.Placement;
import dev.partita.worker.torch.placement.ValueTransfer;
import dev.partita.worker.torch.program.Schedule;
import dev.partita.worker.torch.region.Region;
import dev.partita.worker.torch.region.TorchProgram;
import dev.partita.worker.torch.region.WeightStore;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;

/** What the values between the segments of a program are when all of it runs in Torch, on the CPU. */
final class SegmentReference implements AutoCloseable {

    private final List<Node> inputs = new ArrayList<>();
    private final List<String> watched;
    private final WeightStore store = new WeightStore();
    private final TorchProgram program;

    /**
     * @param lowered the graph that was cut into segments
     * @param watched nodes whose values are wanted
     */
    SegmentReference(Graph lowered, List<String> watched) {
        this.watched = List.copyOf(watched);
        List<Node> calls = new ArrayList<>();
        for (Node node : lowered) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                inputs.add(node);
            } else if (node.isCall()) {
                calls.add(node);
            }
        }
        List<Arg> results = watched.stream().map(name -> result(lowered, name)).toList();
        program = TorchProgram.compile(new Region(inputs, calls, results, Map.of()), store);
    }

    private static Arg result(Graph lowered, String name) {
        return Arg.of(lowered.find(name).orElseThrow(() -> new CompiledModuleException("the compiled program gives '" + name
                + "', which this model has not: it was compiled from another one")));
    }

    /** The watched values by name. */
    Map<String, StoredValue> run(Map<String, IValue> given, Arena arena) {
        try (IValueVector values = new IValueVector()) {
            values.resize(inputs.size());
            for (int i = 0; i < inputs.size(); i++) {
                // A copy: the program may write to its inputs.
                StoredValue input = ValueTransfer.fromTorch(Schedule.value(inputs.get(i).name(), given), arena);
                try (IValue value = ValueTransfer.copyToTorch(input, Placement.HOST)) {
                    values.put(i, value);
                }
            }
            try (IValueVector results = program.run(values)) {
                Map<String, StoredValue> found = new LinkedHashMap<>();
                for (int i = 0; i < watched.size(); i++) {
                    found.put(watched.get(i), ValueTransfer.fromTorch(results.get(i), arena));
                }
                return found;
            }
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
