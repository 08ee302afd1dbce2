package dev.partita.lowering;

import dev.partita.importer.ProgramSignature;
import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.lowering.decomposition.Retracer;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a program leaves in a tensor of its own is often a copy of a value into it. The copy goes, and whoever read it reads
 * the value, as torch's {@code run_decompositions} has it for weights; it stays where it converts or repeats elements.
 *
 * <pre>
 * Before: %copy = aten.copy(%buffer, %y), which becomes the buffer's new value; %z = aten.add(%copy, 1)
 * After:  %y becomes the buffer's new value; %z = aten.add(%y, 1)
 * </pre>
 */
final class FinalCopies {

    private static final OpName COPY = OpName.of("aten.copy.default");

    private FinalCopies() {}

    /** @param alsoOfInputs whether copies into the caller's tensors go, too; torch keeps them */
    static Retracer.Result skip(ProgramSignature signature, Retracer.Result retraced, boolean alsoOfInputs) {
        Map<String, Node> mutations = new LinkedHashMap<>(retraced.mutations());
        retraced.mutations().forEach((name, before) -> {
            // Another tensor may have held the same copy.
            Node value = mutations.getOrDefault(name, before);
            if (isWholeCopy(value) && (alsoOfInputs || signature.isWeight(name))) {
                Node copied = source(value);
                value.replaceAllUsesWith(copied);
                retraced.graph().erase(value);
                mutations.replaceAll((other, written) -> written == value ? copied : written);
            }
        });
        return new Retracer.Result(retraced.graph(), mutations);
    }

    private static boolean isWholeCopy(Node node) {
        return node.isCall() && node.op().equals(COPY) && source(node).value().equals(node.value());
    }

    private static Node source(Node copy) {
        return ((Arg.Ref) copy.args().get(1)).node();
    }
}
