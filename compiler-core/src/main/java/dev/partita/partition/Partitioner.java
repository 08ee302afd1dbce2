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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cuts a lowered graph by what TensorRT can take and by the settings. Stateless; the graph is only read. */
public final class Partitioner {

    private final CapabilityTable ours;
    private final CapabilityTable torchTensorRt;

    public Partitioner() {
        this(op -> Ours.TABLE.candidates(op), op -> TorchTensorRts.TABLE.candidates(op));
    }

    /** Made when first asked, which is once in a process: most plans need one of the two. */
    private static final class Ours {
        static final CapabilityTable TABLE = new OwnConverters();
    }

    private static final class TorchTensorRts {
        static final CapabilityTable TABLE = new TorchTensorRtTable();
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
        return partition(settings, Survey.of(CallGraph.of(graph), table(settings), settings));
    }

    /**
     * The same with the knowledge of an earlier cut, if it is of the same graph: after an edit of the settings only what
     * that touches is asked again.
     */
    public Partitioning partition(Graph graph, CompilationSettings settings, Survey earlier) {
        if (!earlier.isOf(graph)) {
            return partition(graph, settings);
        }
        return partition(settings, earlier.holdsFor(settings)
                ? earlier : Survey.of(earlier.calls(), table(settings), settings));
    }

    private CapabilityTable table(CompilationSettings settings) {
        return settings.matchesTorchTensorRt() ? torchTensorRt : ours;
    }

    private Partitioning partition(CompilationSettings settings, Survey survey) {
        CallGraph calls = survey.calls();
        Support support = new Support(table(settings), settings);
        List<Verdict> verdicts = survey.verdicts(support);
        BitSet supported = new BitSet(calls.size());
        for (int call = 0; call < calls.size(); call++) {
            supported.set(call, verdicts.get(call).isSupported());
        }
        Coverage coverage = Coverage.of(calls, verdicts);
        if (supported.isEmpty()) {
            return leftWhole(survey, verdicts, coverage);
        }
        boolean full = settings.get(CoreSettings.REQUIRE_FULL_COMPILATION);
        long minimum = full ? 1 : settings.get(CoreSettings.MIN_BLOCK_SIZE);
        Method method = Method.GLOBAL;
        Optional<Cut> cut = Optional.empty();
        if (settings.get(PartitionSettings.USE_FAST_PARTITIONER)) {
            cut = new FastPartitioner(calls, supported).cut(minimum);
            method = cut.isPresent() ? Method.FAST : Method.FAST_FELL_BACK_TO_GLOBAL;
        }
        Cut made = cut.orElseGet(() -> globalPartitioner(calls, supported, support).cut(minimum));
        if (full) {
            requireFull(made, calls, verdicts);
        }
        Cut sized = splitByMemory(calls, made, settings);
        Map<Node, NodeVerdict> written = new VerdictWriter(calls, settings, sized).write(verdicts);
        return new Partitioning(sized.segments(), written, coverage, new Partitioning.Making(method, made.blockSizes(), survey));
    }

    private static Cut splitByMemory(CallGraph calls, Cut cut, CompilationSettings settings) {
        return settings.get(ResourceSettings.ENABLE_RESOURCE_PARTITIONING)
                ? settings.get(ResourceSettings.CPU_MEMORY_BUDGET)
                        .map(budget -> new ResourceSplitter(calls, budget).split(cut))
                        .orElse(cut)
                : cut;
    }

    /** Weights count as supported for the global partitioner, which moves them like calls. */
    private static GlobalPartitioner globalPartitioner(CallGraph calls, BitSet supported, Support support) {
        return new GlobalPartitioner(calls.graph(), node -> node.isCall()
                ? supported.get(calls.number(node)) : support.of(node).isSupported());
    }

    private static Partitioning leftWhole(Survey survey, List<Verdict> verdicts, Coverage coverage) {
        CallGraph calls = survey.calls();
        List<Segment> segments = calls.size() == 0
                ? List.of()
                : SegmentInterfaces.of(
                        calls, List.of(new SegmentInterfaces.Draft("_run_on_gpu_0", Segment.Kind.TORCH, calls.calls())));
        Map<Node, NodeVerdict> written = new LinkedHashMap<>();
        for (int call = 0; call < calls.size(); call++) {
            TorchReason why = VerdictWriter.unsupported(calls.call(call), verdicts.get(call));
            written.put(calls.call(call), new NodeVerdict(verdicts.get(call), segments.getFirst(), Optional.of(why)));
        }
        return new Partitioning(segments, written, coverage, new Partitioning.Making(Method.LEFT_WHOLE, List.of(), survey));
    }

    private static void requireFull(Cut cut, CallGraph calls, List<Verdict> verdicts) {
        StringBuilder obstacles = new StringBuilder();
        for (int call = 0; call < calls.size(); call++) {
            if (verdicts.get(call) instanceof Verdict.Unsupported(Reason reason)) {
                obstacles.append("\n  ").append(calls.call(call)).append(": ").append(reason.words());
            }
        }
        if (!obstacles.isEmpty()) {
            throw new PartitionException("require_full_compilation is on, but these nodes must run in Torch:" + obstacles);
        }
        if (cut.blockSizes().size() != 1) {
            throw new PartitionException("require_full_compilation is on, but the graph falls into "
                    + cut.blockSizes().size() + " TensorRT blocks");
        }
    }
}
