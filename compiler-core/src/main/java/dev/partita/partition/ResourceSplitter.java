package dev.partita.partition;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts TensorRT blocks whose weights would not fit into memory while they are built. TensorRT holds weights up to four
 * times then, so an engine may have a quarter of the budget.
 *
 * <p>A block is cut in graph order, as soon as the next weights would exceed the share; Torch-TensorRT halves blocks by trial
 * instead. A convolution or product stays together with the normalisation and activation that only it feeds, as
 * TensorRT fuses them. Parts are named {@code _run_on_acc_0_resource_split_1}.
 */
final class ResourceSplitter {

    private static final int COPIES_WHILE_BUILDING = 4;

    /** More parts than this are a sign of a budget that is wrong. */
    private static final int MOST_ENGINES = 50;

    private static final Set<String> FUSED_INTO_PRODUCER = Set.of(
            "aten.batch_norm", "aten._native_batch_norm_legit_no_training", "aten.relu", "aten.silu", "aten.gelu",
            "aten.sigmoid", "aten.mul", "aten.add", "_operator.getitem");

    private final CallGraph calls;
    private final long shareBytes;

    /** @param budgetBytes host memory that building may use */
    ResourceSplitter(CallGraph calls, long budgetBytes) {
        this.calls = calls;
        this.shareBytes = Math.max(1, budgetBytes / COPIES_WHILE_BUILDING);
    }

    Cut split(Cut cut) {
        List<SegmentInterfaces.Draft> drafts = new ArrayList<>();
        boolean any = false;
        for (Segment segment : cut.segments()) {
            List<List<Node>> parts = segment.isTensorRt() ? parts(segment) : List.of(segment.nodes());
            any |= parts.size() > 1;
            for (int part = 0; part < parts.size(); part++) {
                String name = parts.size() == 1 ? segment.name() : segment.name() + "_resource_split_" + part;
                drafts.add(new SegmentInterfaces.Draft(name, segment.kind(), parts.get(part)));
            }
        }
        return any ? new Cut(SegmentInterfaces.of(calls, drafts), cut.blockSizes(), cut.tooSmall()) : cut;
    }

    private List<List<Node>> parts(Segment segment) {
        long all = segment.getAttrs().stream().mapToLong(ResourceSplitter::bytes).sum();
        if (all <= shareBytes) {
            return List.of(segment.nodes());
        }
        if (all / MOST_ENGINES > shareBytes) {
            throw new PartitionException("the weights of " + segment.name() + " take " + all + " bytes; a cpu_memory_budget of "
                    + shareBytes * COPIES_WHILE_BUILDING + " would cut it into more than " + MOST_ENGINES + " engines");
        }
        List<List<Node>> parts = new ArrayList<>();
        List<Node> part = new ArrayList<>();
        Set<Node> weights = new HashSet<>();
        long held = 0;
        for (Node node : segment.nodes()) {
            List<Node> added = node.inputs().stream()
                    .filter(input -> input.kind() == NodeKind.GET_ATTR && !weights.contains(input))
                    .toList();
            long more = added.stream().mapToLong(ResourceSplitter::bytes).sum();
            if (!part.isEmpty() && held + more > shareBytes && !belongsToPrevious(node, part)) {
                parts.add(part);
                part = new ArrayList<>();
                weights.clear();
                held = 0;
                more = node.inputs().stream().filter(GlobalPartitioner::isWeight).mapToLong(ResourceSplitter::bytes).sum();
            }
            part.add(node);
            node.inputs().stream().filter(GlobalPartitioner::isWeight).forEach(weights::add);
            held += more;
        }
        parts.add(part);
        return parts;
    }

    /** Whether TensorRT would fuse the node into a call of this part that nothing else reads. */
    private static boolean belongsToPrevious(Node node, List<Node> part) {
        if (!FUSED_INTO_PRODUCER.contains(node.op().packet())) {
            return false;
        }
        Optional<Arg> source = node.arg(0);
        return source.isPresent() && source.get() instanceof Arg.Ref(Node producer)
                && producer.users().size() == 1 && part.contains(producer);
    }

    private static long bytes(Node weight) {
        Optional<TensorSpec> spec = weight.value().tensor();
        if (spec.isEmpty() || !spec.get().shape().isStatic()) {
            return 0;
        }
        long bytes = spec.get().dtype().byteSize();
        for (long extent : spec.get().shape().staticDims().orElseThrow()) {
            bytes *= extent;
        }
        return bytes;
    }
}
