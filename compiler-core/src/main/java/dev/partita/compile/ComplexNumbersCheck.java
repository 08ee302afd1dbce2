package dev.partita.compile;

import dev.partita.ir.Graph;
import dev.partita.ir.GraphPrinter;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.Value;
import java.util.List;
import java.util.function.Consumer;

/**
 * What Torch-TensorRT's rewriting of complex numbers, when it is to be matched, means for a compiled program: one whose
 * inputs or results it has changed is refused, any other with complex numbers is noted, since it may compute something
 * else than the file means.
 */
final class ComplexNumbersCheck {

    private static final String REMEDY =
            "; turn match_torch_tensorrt off to compile this program, or on only for dry runs of it";

    private ComplexNumbersCheck() {}

    static void require(Plan plan, Consumer<CompileEvent> events) {
        Graph exported = plan.program().importProgram().graph();
        if (exported.nodes().stream().noneMatch(node -> node.value().isComplex())) {
            return;
        }
        Graph lowered = plan.lowered().graph();
        for (Node node : lowered) {
            if (node.kind() == NodeKind.PLACEHOLDER && node.name().endsWith("_unpacked_complex")
                    && exported.find(node.name()).isEmpty()) {
                throw new CompileException("the complex input '" + node.name().replace("_unpacked_complex", "")
                        + "' has become pairs of real numbers, as in Torch-TensorRT, which is to be matched" + REMEDY);
            }
        }
        Value meant = exported.outputNode().value();
        Value returned = lowered.outputNode().value();
        if (!meant.equals(returned)) {
            throw new CompileException("the program returns " + difference(meant, returned)
                    + " since its complex numbers are rewritten as by Torch-TensorRT, which is to be matched" + REMEDY);
        }
        events.accept(new CompileEvent.Noted("the program computes with complex numbers; they are rewritten as by "
                + "Torch-TensorRT, which is to be matched: where a complex number meets a real tensor or a Fourier "
                + "transform, the results may be others than the program means"));
    }

    private static String difference(Value meant, Value returned) {
        if (meant instanceof Value.Tuple(List<Value> ours) && returned instanceof Value.Tuple(List<Value> theirs)
                && ours.size() == theirs.size()) {
            for (int i = 0; i < ours.size(); i++) {
                if (!ours.get(i).equals(theirs.get(i))) {
                    return GraphPrinter.print(theirs.get(i)) + " instead of " + GraphPrinter.print(ours.get(i));
                }
            }
        }
        return GraphPrinter.print(returned) + " instead of " + GraphPrinter.print(meant);
    }
}
