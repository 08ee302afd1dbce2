package dev.partita.report;

import dev.partita.convert.Verdict;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.partition.BlockSizeSweep;
import dev.partita.partition.Method;
import dev.partita.partition.NodeVerdict;
import dev.partita.partition.Partitioning;
import dev.partita.partition.Segment;
import dev.partita.partition.TorchReason;
import dev.partita.settings.SettingsJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The dry run as maps and lists for a JSON writer; the keys are a contract with scripts. */
public final class PartitionJson {

    private PartitionJson() {}

    public static Map<String, Object> toMap(DryRun run) {
        Partitioning partitioning = run.partitioning();
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("model", run.model());
        map.put("settings", SettingsJson.toMap(run.settings()));
        map.put("counts", counts(run));
        map.put("partitioner_used", partitioning.method().name().toLowerCase(Locale.ROOT));
        map.put("not_partitioned", partitioning.method() == Method.LEFT_WHOLE);
        map.put("supported_operators", partitioning.coverage().supportedOperators());
        map.put("unsupported_operators", partitioning.coverage().unsupportedOperators());
        map.put("lowered", nodes(run.graph(), partitioning));
        map.put("segments", segments(partitioning));
        map.put("min_block_size_sweep", BlockSizeSweep.of(partitioning));
        return map;
    }

    private static Map<String, Object> counts(DryRun run) {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("exported_call", run.exportedCalls());
        counts.put("lowered", run.graph().size());
        counts.put("lowered_call", run.loweredCalls());
        counts.put("supported", run.partitioning().coverage().supportedOps());
        counts.put("total_ops", run.partitioning().coverage().totalOps());
        counts.put("trt_engines", run.partitioning().engines().size());
        counts.put("torch_segments", run.partitioning().torchSegments());
        return counts;
    }

    /** Each node with whether and why it is supported, and the segment that runs it. */
    public static List<Map<String, Object>> nodes(Graph graph, Partitioning partitioning) {
        return graph.nodes().stream().map(node -> node(node, partitioning)).toList();
    }

    public static List<Map<String, Object>> segments(Partitioning partitioning) {
        return partitioning.segments().stream().map(PartitionJson::segment).toList();
    }

    private static Map<String, Object> node(Node node, Partitioning partitioning) {
        Map<String, Object> map = GraphJson.node(node);
        partitioning.verdict(node).ifPresent(verdict -> putVerdict(map, verdict));
        return map;
    }

    private static void putVerdict(Map<String, Object> map, NodeVerdict verdict) {
        switch (verdict.support()) {
            case Verdict.Supported(String rule, boolean needsOutputAllocator) -> {
                map.put("supported", true);
                map.put("converter", rule);
                if (needsOutputAllocator) {
                    map.put("requires_output_allocator", true);
                }
            }
            case Verdict.Unsupported(var reason) -> {
                map.put("supported", false);
                map.put("reason", reason.code());
            }
        }
        verdict.whyTorch().map(TorchReason::words).ifPresent(words -> map.put("why", words));
        map.put("segment", verdict.segment().name());
    }

    private static Map<String, Object> segment(Segment segment) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", segment.name());
        map.put("kind", segment.kind().name().toLowerCase(Locale.ROOT));
        map.put("nodes", segment.nodes().stream().map(Node::name).toList());
        if (segment.kind() == Segment.Kind.PARENT) {
            map.put("target", segment.nodes().getFirst().target());
        } else {
            map.put("get_attrs", segment.getAttrs().stream().map(Node::target).toList());
        }
        List<Map<String, Object>> inputs = new ArrayList<>();
        for (Node input : segment.inputs()) {
            inputs.add(described(input));
        }
        map.put("inputs", inputs);
        if (segment.kind() != Segment.Kind.PARENT) {
            map.put("outputs", outputs(segment.outputs()));
            map.put("num_ops", segment.nodes().size());
        }
        return map;
    }

    /** One output is written bare, several as a list, as in the graph of the segment. */
    private static String outputs(List<Node> outputs) {
        return outputs.size() == 1 ? outputs.getFirst().toString() : outputs.toString();
    }

    @SuppressWarnings("NullAway") // JSON's null says "no value"
    private static Map<String, Object> described(Node node) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", node.name());
        map.put("val", PythonText.of(node.value()));
        return map;
    }
}
