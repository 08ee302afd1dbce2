package dev.partita.worker.torch.operator;

import dev.partita.ir.OpName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.OperatorHandleOptional;
import org.bytedeco.pytorch.OperatorName;

/**
 * Finds the code for an op: our own kernels first, then libtorch's dispatcher. Remembers what it found; belongs to one
 * compilation, so it needs no locks.
 */
public final class OperatorTable {

    private final Map<OpName, Optional<Operator>> found = new HashMap<>();

    /** Empty when neither libtorch nor we have such an operator. */
    public Optional<Operator> find(OpName op) {
        return found.computeIfAbsent(op, OperatorTable::resolve);
    }

    private static Optional<Operator> resolve(OpName op) {
        return OwnKernels.find(op).or(() -> inLibtorch(op));
    }

    private static Optional<Operator> inLibtorch(OpName op) {
        // In files the unnamed overload is called "default".
        String overload = op.overload().equals("default") ? "" : op.overload();
        String name = op.namespace() + "::" + op.op();
        try (OperatorName operatorName = new OperatorName(name, overload);
                OperatorHandleOptional handle = Dispatcher.singleton().findSchema(operatorName)) {
            if (!handle.has_value()) {
                return Optional.empty();
            }
            OperatorHandle operator = new OperatorHandle(handle.get());
            return Optional.of(new Operator(op.shortName(), name, Signature.of(operator.schema()), operator::callBoxed));
        }
    }
}
