package dev.partita.report;

import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.ir.Value;
import dev.partita.partition.BlockSizeSweep;
import dev.partita.partition.Method;
import dev.partita.partition.Partitioning;
import dev.partita.partition.Segment;
import dev.partita.settings.CoreSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The dry run in words: coverage, what stays in Torch and why, the blocks with their interfaces, and advice. */
public final class DryRunText {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final DryRun run;
    private final Partitioning partitioning;
    private final Extents extents;
    private final StringBuilder text = new StringBuilder();

    private DryRunText(DryRun run) {
        this.run = run;
        this.partitioning = run.partitioning();
        this.extents = new Extents(run.ranges());
    }

    public static String of(DryRun run) {
        DryRunText writer = new DryRunText(run);
        writer.coverage();
        UnansweredWishes.of(run).forEach(words -> writer.line("%s", words));
        writer.torchNodes();
        writer.besideTorchTensorRt();
        writer.structure();
        writer.sweep();
        return writer.text.toString();
    }

    private void coverage() {
        var coverage = partitioning.coverage();
        line("Dry run of %s", run.model());
        line("%d of %d ops can run in TensorRT (%.1f %%): %d %s, %d %s.", coverage.supportedOps(), coverage.totalOps(),
                coverage.percent(), partitioning.engines().size(), partitioning.engines().size() == 1 ? "engine" : "engines",
                partitioning.torchSegments(), partitioning.torchSegments() == 1 ? "part in Torch" : "parts in Torch");
        line("Settings: %s.", run.settings());
        if (partitioning.method() == Method.FAST_FELL_BACK_TO_GLOBAL) {
            line("The fast partitioner cannot cut this graph; the global one did.");
        }
    }

    /** What being more than Torch-TensorRT gains, or what a converter that is still missing costs. */
    private void besideTorchTensorRt() {
        run.partitioned().byTorchTensorRt().ifPresent(theirs -> {
            List<Node> more = supportedOnlyIn(partitioning, theirs);
            List<Node> fewer = supportedOnlyIn(theirs, partitioning);
            if (more.isEmpty() && fewer.isEmpty()) {
                return;
            }
            line("");
            line("Torch-TensorRT would cut this graph into %d %s.", theirs.engines().size(),
                    theirs.engines().size() == 1 ? "engine" : "engines");
            comparison("  Partita also converts", more);
            comparison("  Only Torch-TensorRT converts", fewer);
        });
    }

    private void comparison(String words, List<Node> nodes) {
        Map<String, Long> counts = nodes.stream()
                .collect(Collectors.groupingBy(node -> node.op().shortName(), LinkedHashMap::new, Collectors.counting()));
        counts.forEach((op, count) -> line("%s %d x %s", words, count, op));
    }

    private static List<Node> supportedOnlyIn(Partitioning here, Partitioning there) {
        List<Node> nodes = new ArrayList<>();
        here.verdicts().forEach((node, verdict) -> {
            boolean supportedThere = there.verdict(node).map(other -> other.support().isSupported()).orElse(false);
            if (verdict.support().isSupported() && !supportedThere && !node.calls(GETITEM)) {
                nodes.add(node);
            }
        });
        return nodes;
    }

    /** Nodes by the reason why they are in Torch; getitems follow their producers and are left out. */
    private void torchNodes() {
        Map<String, List<Node>> byReason = new LinkedHashMap<>();
        partitioning.verdicts().forEach((node, verdict) -> {
            if (!node.calls(GETITEM)) {
                verdict.whyTorch().ifPresent(why -> byReason.computeIfAbsent(why.words(), _ -> new ArrayList<>()).add(node));
            }
        });
        if (byReason.isEmpty()) {
            return;
        }
        line("");
        line("Runs in Torch");
        byReason.forEach((words, nodes) -> {
            line("  %s", words);
            nodes.forEach(node -> line("    %s  %s%s", node, node.op(), location(node)));
        });
    }

    private static String location(Node node) {
        String path = node.origin().modulePath();
        return path.isEmpty() ? "" : "  in " + path;
    }

    private void structure() {
        line("");
        line("Graph");
        line("  inputs   %s", described(run.graph().nodes().stream().filter(n -> n.kind() == NodeKind.PLACEHOLDER).toList()));
        int engine = 0;
        for (Segment segment : partitioning.segments()) {
            switch (segment.kind()) {
                case TRT -> line("  TensorRT engine #%d  %s  %s", ++engine, segment.name(), ops(segment));
                case TORCH -> line("  Torch  %s  %s", segment.name(), ops(segment));
                case PARENT -> line("  Torch  %s  %s", segment.nodes().getFirst(), segment.nodes().getFirst().op());
            }
            line("    inputs   %s", described(segment.inputs()));
            line("    outputs  %s", described(segment.outputs()));
        }
        line("  outputs  %s", described(List.copyOf(run.graph().outputNode().inputs())));
    }

    private static String ops(Segment segment) {
        return segment.nodes().size() + (segment.nodes().size() == 1 ? " op" : " ops");
    }

    private String described(List<Node> nodes) {
        return nodes.isEmpty()
                ? "none"
                : nodes.stream().map(node -> node + " " + described(node.value())).collect(Collectors.joining(", "));
    }

    private String described(Value value) {
        return switch (value) {
            case Value.Tensor(var spec) -> extents.of(spec);
            case Value.SymInt(var expr) -> extents.extent(expr) + "@int64";
            case Value.SymFloat(var expr) -> expr + "@float";
            case Value.SymBool(var expr) -> expr + "@bool";
            case Value.Tuple(var items) -> items.stream().map(this::described).collect(Collectors.joining(", ", "[", "]"));
            case Value.Literal(var literal) -> PythonText.of(literal);
            case Value.None() -> "";
        };
    }

    private void sweep() {
        List<BlockSizeSweep.Point> points = BlockSizeSweep.of(partitioning);
        if (points.size() < 2) {
            return;
        }
        long current = run.settings().get(CoreSettings.MIN_BLOCK_SIZE);
        line("");
        line("min_block_size   engines   ops in TensorRT");
        for (int i = 0; i < points.size(); i++) {
            BlockSizeSweep.Point point = points.get(i);
            boolean last = i == points.size() - 1;
            boolean chosen = point.minBlockSize() <= current && (last || points.get(i + 1).minBlockSize() > current);
            line("%6s and more%s%8d%18d%s", point.minBlockSize(), "   ", point.engines(), point.ops(), chosen ? "   <- now" : "");
        }
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
