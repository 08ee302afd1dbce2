package dev.partita.partition;

import dev.partita.convert.Reason;
import dev.partita.convert.Verdict;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says of each call where it runs and, in Torch, why. */
final class VerdictWriter {

    private final Map<Node, Segment> segmentOf = new HashMap<>();
    private final Map<Node, TorchReason> tooSmall = new HashMap<>();

    VerdictWriter(CompilationSettings settings, Cut cut) {
        for (Segment segment : cut.segments()) {
            segment.nodes().forEach(node -> segmentOf.put(node, segment));
        }
        for (Cut.SmallBlock block : cut.tooSmall()) {
            TorchReason reason = new TorchReason.BlockTooSmall(
                    block.countedOps(), settings.get(CoreSettings.MIN_BLOCK_SIZE), block.nodes(), neighbours(block.nodes()));
            block.nodes().forEach(node -> tooSmall.put(node, reason));
        }
    }

    Map<Node, NodeVerdict> write(Map<Node, Verdict> verdicts) {
        Map<Node, NodeVerdict> written = LinkedHashMap.newLinkedHashMap(verdicts.size());
        verdicts.forEach((node, verdict) -> {
            Segment segment = segmentOf.get(node);
            if (segment == null) {
                throw new IllegalStateException("no segment for " + node);
            }
            Optional<TorchReason> why = segment.isTensorRt() ? Optional.empty() : Optional.of(whyTorch(node, verdict));
            written.put(node, new NodeVerdict(verdict, segment, why));
        });
        return written;
    }

    private TorchReason whyTorch(Node node, Verdict verdict) {
        TorchReason small = tooSmall.get(node);
        return small != null ? small : unsupported(node, verdict);
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
