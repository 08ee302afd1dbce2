package dev.partita.partition;

import dev.partita.convert.Reason;
import dev.partita.convert.Verdict;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says of each call where it runs and, in Torch, why. */
final class VerdictWriter {

    private final CallGraph calls;
    private final @Nullable Segment[] segmentOf;
    private final @Nullable TorchReason[] tooSmall;

    VerdictWriter(CallGraph calls, CompilationSettings settings, Cut cut) {
        this.calls = calls;
        this.segmentOf = new Segment[calls.size()];
        this.tooSmall = new TorchReason[calls.size()];
        for (Segment segment : cut.segments()) {
            for (Node node : segment.nodes()) {
                segmentOf[calls.number(node)] = segment;
            }
        }
        for (Cut.SmallBlock block : cut.tooSmall()) {
            TorchReason reason = new TorchReason.BlockTooSmall(
                    block.countedOps(), settings.get(CoreSettings.MIN_BLOCK_SIZE), block.nodes(), neighbours(block.nodes()));
            block.nodes().forEach(node -> tooSmall[calls.number(node)] = reason);
        }
    }

    /** @param verdicts by number of the call */
    Map<Node, NodeVerdict> write(List<Verdict> verdicts) {
        Map<Node, NodeVerdict> written = LinkedHashMap.newLinkedHashMap(verdicts.size());
        for (int call = 0; call < verdicts.size(); call++) {
            Segment segment = segmentOf[call];
            if (segment == null) {
                throw new IllegalStateException("no segment for " + calls.call(call));
            }
            Optional<TorchReason> why = segment.isTensorRt() ? Optional.empty() : Optional.of(whyTorch(call, verdicts.get(call)));
            written.put(calls.call(call), new NodeVerdict(verdicts.get(call), segment, why));
        }
        return written;
    }

    private TorchReason whyTorch(int call, Verdict verdict) {
        TorchReason small = tooSmall[call];
        return small != null ? small : unsupported(calls.call(call), verdict);
    }

    static TorchReason unsupported(Node node, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Unsupported(Reason.ProducerInTorch(Node producer, Reason _)) ->
                new TorchReason.ForcedByDependency(producer);
            case Verdict.Unsupported(Reason reason) -> new TorchReason.Unsupported(reason);
            // Only a getitem is ever moved away from where its own verdict would put it.
            case Verdict.Supported(String _, boolean _) -> new TorchReason.ForcedByDependency(node.inputs().getFirst());
        };
    }

    /** Calls right before and after the block that are not part of it. */
    private static List<Node> neighbours(List<Node> block) {
        Set<Node> inside = new HashSet<>(block);
        Set<Node> outside = new LinkedHashSet<>();
        for (Node node : block) {
            node.inputs().stream().filter(Node::isCall).filter(input -> !inside.contains(input)).forEach(outside::add);
            node.users().stream().filter(Node::isCall).filter(user -> !inside.contains(user)).forEach(outside::add);
        }
        return new ArrayList<>(outside);
    }
}
