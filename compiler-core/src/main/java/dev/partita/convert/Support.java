package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.OpName;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PartitionSettings;
import java.util.List;
import java.util.Optional;

/**
 * The one predicate for "TensorRT can take this node". Asks, in this order, as Torch-TensorRT does: complex numbers, a
 * data-dependent op that the user wants in Torch, an exclusion by the user, and the converters in turn.
 */
public final class Support {

    private static final OpName GETITEM = OpName.of("_operator.getitem");

    private final CapabilityTable table;
    private final CompilationSettings settings;
    private final Exclusions exclusions;

    public Support(CapabilityTable table, CompilationSettings settings) {
        this.table = table;
        this.settings = settings;
        this.exclusions = Exclusions.of(settings);
    }

    /** The verdict on a call; weights count as supported, inputs and the output do not. */
    public Verdict of(Node node) {
        Optional<Node> complex = complexTensor(node);
        if (complex.isPresent()) {
            return new Verdict.Unsupported(new Reason.ComplexDtype(complex.get()));
        }
        if (node.kind() == NodeKind.GET_ATTR) {
            return new Verdict.Supported("weight", false);
        }
        Verdict verdict = selected(node);
        if (verdict instanceof Verdict.Supported(String _, boolean needsOutputAllocator)
                && needsOutputAllocator
                && settings.get(PartitionSettings.FALLBACK_DATA_DEPENDENT_OPS)) {
            return new Verdict.Unsupported(new Reason.DataDependent(node.op()));
        }
        return verdict;
    }

    /** The same, given the verdict under these settings without any exclusion: only what an exclusion touches is asked. */
    public Verdict of(Node node, Verdict unrestricted) {
        return exclusions.isEmpty() || !isTouched(node) ? unrestricted : of(node);
    }

    private boolean isTouched(Node node) {
        return exclusions.matching(node).isPresent() || (node.calls(GETITEM) && isTouched(node.input(0)));
    }

    /** The first candidate that takes the node, or why none does. */
    private Verdict selected(Node node) {
        Optional<Exclusion> exclusion = exclusions.matching(node);
        if (exclusion.isPresent()) {
            return new Verdict.Unsupported(new Reason.ExcludedByUser(exclusion.get()));
        }
        List<? extends Capability> candidates = node.isCall() ? table.candidates(node.op()) : List.of();
        if (candidates.isEmpty()) {
            return new Verdict.Unsupported(noConverter(node));
        }
        if (node.calls(GETITEM)) {
            Node producer = node.input(0);
            if (producer.kind() != NodeKind.GET_ATTR && selected(producer) instanceof Verdict.Unsupported(Reason reason)) {
                return new Verdict.Unsupported(new Reason.ProducerInTorch(producer, reason));
            }
        }
        for (Capability candidate : candidates) {
            if ((candidate.takesDynamicShapes() || shapesAreFine(node))
                    && candidate.obstacle(node, settings).isEmpty()) {
                return new Verdict.Supported(candidate.rule(), candidate.needsOutputAllocator());
            }
        }
        return new Verdict.Unsupported(rejection(node, candidates));
    }

    private boolean shapesAreFine(Node node) {
        return settings.get(PartitionSettings.ASSUME_DYNAMIC_SHAPE_SUPPORT) || !DynamicShapes.touches(node);
    }

    private Reason rejection(Node node, List<? extends Capability> candidates) {
        String last = "";
        for (Capability candidate : candidates) {
            Optional<String> obstacle = candidate.obstacle(node, settings);
            if (obstacle.isEmpty() && !shapesAreFine(node)) {
                return new Reason.DynamicShapeUnsupported(node.op());
            }
            last = obstacle.orElse(last);
        }
        return new Reason.ValidatorRejected(node.op(), last);
    }

    private static Reason noConverter(Node node) {
        OpName op = node.isCall() ? node.op() : new OpName("", node.kind().fxName(), "");
        return new Reason.NoConverter(op);
    }

    /** The node itself or the first input whose elements are complex. */
    private static Optional<Node> complexTensor(Node node) {
        if (node.value().isComplex()) {
            return Optional.of(node);
        }
        for (Node input : node.inputs()) {
            if (input.value().isComplex()) {
                return Optional.of(input);
            }
        }
        return Optional.empty();
    }
}
