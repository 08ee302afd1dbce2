package dev.partita.partition;

import dev.partita.convert.CapabilityTable;
import dev.partita.convert.OwnConverters;
import dev.partita.convert.Reason;
import dev.partita.convert.Support;
import dev.partita.convert.Verdict;
import dev.partita.convert.torchtrt.TorchTensorRtTable;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import dev.partita.settings.ResourceSettings;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Cuts a lowered graph by what TensorRT can take and by the settings. Stateless; the graph is only read. */
public final class Partitioner {

    private final CapabilityTable ours;
    private final CapabilityTable torchTensorRt;

    public Partitioner() {
        this(new OwnConverters(), new TorchTensorRtTable());
    }

    /** @param torchTensorRt consulted instead of {@code ours} when the settings match Torch-TensorRT */
    Partitioner(CapabilityTable ours, CapabilityTable torchTensorRt) {
        this.ours = ours;
        this.torchTensorRt = torchTensorRt;
    }

    /**
     * @throws PartitionException when {@code require_full_compilation} is on and something must run in Torch; the message
     *     names it
     */
    public Partitioning partition(Graph graph, CompilationSettings settings) {
        CallGraph calls = CallGraph.of(graph);
        Support support = new Support(settings.matchesTorchTensorRt() ? torchTensorRt : ours, settings);
        Map<Node, Verdict> verdicts = LinkedHashMap.newLinkedHashMap(calls.size());
        BitSet supported = new BitSet(calls.size());
        for (int call = 0; call < calls.size(); call++) {
            Verdict verdict = support.of(calls.call(call));
            verdicts.put(calls.call(call), verdict);
            supported.set(call, verdict.isSupported());
        }
        Coverage coverage = Coverage.of(verdicts);
        if (supported.isEmpty()) {
            return leftWhole(graph, verdicts, coverage);
        }
        boolean full = settings.get(CoreSettings.REQUIRE_FULL_COMPILATION);
        long minimum = full ? 1 : settings.get(CoreSettings.MIN_BLOCK_SIZE);
        Method method = Method.GLOBAL;
        Optional<Cut> cut = Optional.empty();
        if (settings.get(PartitionSettings.USE_FAST_PARTITIONER)) {
            cut = new FastPartitioner(graph, calls, supported).cut(minimum);
            method = cut.isPresent() ? Method.FAST : Method.FAST_FELL_BACK_TO_GLOBAL;
        }
        Cut made = cut.orElseGet(() -> new GlobalPartitioner(graph, supportedNodes(graph, support, verdicts)).cut(minimum));
        if (full) {
            requireFull(made, verdicts);
        }
        Cut sized = splitByMemory(graph, made, settings);
        return new Partitioning(
                sized.segments(), new VerdictWriter(settings, sized).write(verdicts), coverage, method, made.blockSizes());
    }

    private static Cut splitByMemory(Graph graph, Cut cut, CompilationSettings settings) {
        return settings.get(ResourceSettings.ENABLE_RESOURCE_PARTITIONING)
                ? settings.get(ResourceSettings.CPU_MEMORY_BUDGET)
                        .map(budget -> new ResourceSplitter(graph, budget).split(cut))
                        .orElse(cut)
                : cut;
    }

    /** Weights count as supported for the global partitioner, which moves them like calls. */
    private static Predicate<Node> supportedNodes(
            Graph graph, Support support, Map<Node, Verdict> verdicts) {
        Set<Node> supported = new HashSet<>();
        for (Node node : graph) {
            Verdict verdict = node.isCall() ? verdicts.getOrDefault(node, support.of(node)) : support.of(node);
            if (verdict.isSupported()) {
                supported.add(node);
            }
        }
        return supported::contains;
    }

    private static Partitioning leftWhole(Graph graph, Map<Node, Verdict> verdicts, Coverage coverage) {
        List<Node> nodes = List.copyOf(verdicts.keySet());
        List<Segment> segments = nodes.isEmpty()
                ? List.of()
                : SegmentInterfaces.of(
                        graph, List.of(new SegmentInterfaces.Draft("_run_on_gpu_0", Segment.Kind.TORCH, nodes)));
        Map<Node, NodeVerdict> written = new LinkedHashMap<>();
        verdicts.forEach((node, verdict) -> written.put(
                node, new NodeVerdict(verdict, segments.getFirst(), Optional.of(VerdictWriter.unsupported(node, verdict)))));
        return new Partitioning(segments, written, coverage, Method.LEFT_WHOLE, List.of());
    }

    private static void requireFull(Cut cut, Map<Node, Verdict> verdicts) {
        StringBuilder obstacles = new StringBuilder();
        verdicts.forEach((node, verdict) -> {
            if (verdict instanceof Verdict.Unsupported(Reason reason)) {
                obstacles.append("\n  ").append(node).append(": ").append(reason.words());
            }
        });
        if (!obstacles.isEmpty()) {
            throw new PartitionException("require_full_compilation is on, but these nodes must run in Torch:" + obstacles);
        }
        if (cut.blockSizes().size() != 1) {
            throw new PartitionException("require_full_compilation is on, but the graph falls into "
                    + cut.blockSizes().size() + " TensorRT blocks");
        }
    }
}
