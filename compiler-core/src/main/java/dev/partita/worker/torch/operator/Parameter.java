package dev.partita.worker.torch.operator;

import java.util.Optional;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Type;

/**
 * One parameter of an operator's schema, read once.
 *
 * @param fixedCount for a list of fixed length such as {@code int[2]}: a single number stands for that many
 * @param fallback the schema's default value
 * @param aliased the operator may return a view of this argument
 * @param written the operator changes this argument in place
 */
public record Parameter(
        String name,
        ParameterType type,
        Optional<Integer> fixedCount,
        boolean keywordOnly,
        Optional<IValue> fallback,
        boolean aliased,
        boolean written) {

    /** What values a parameter takes. Every kind also takes None where the schema allows it: libtorch checks that. */
    public sealed interface ParameterType {}

    public record Single(Kind kind) implements ParameterType {}

    /** {@code itemType} is the declared type of the items, which libtorch wants lists to carry exactly. */
    public record ListOf(ParameterType item, Type.TypePtr itemType) implements ParameterType {}

    public enum Kind {
        TENSOR,
        INT,
        FLOAT,
        BOOL,
        /** torch's Scalar: any number. */
        SCALAR,
        STRING,
        DEVICE,
        /** Generators, streams, objects: only None or a reference fits. */
        OTHER
    }
}
