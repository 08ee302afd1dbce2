package dev.partita.ir.schema;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The declaration of one operator overload.
 *
 * @param results as written: {@code Tensor}, {@code Tensor(a!)}, {@code Tensor[]}
 */
public record OpSchema(OpName name, List<Parameter> parameters, List<String> results, Set<Flag> flags) {

    /** Facts that torch's dispatcher knows about the operator. */
    public enum Flag {
        /** Implemented by other operators in torch itself (CompositeImplicitAutograd). */
        COMPOSITE,
        /** Draws random numbers. */
        SEEDED,
        /** Works element by element. */
        POINTWISE
    }

    /** One parameter. A parameter without a default must be given. */
    public record Parameter(String name, ParameterType type, Optional<Arg> defaultValue, boolean keywordOnly) {}

    public OpSchema {
        parameters = List.copyOf(parameters);
        results = List.copyOf(results);
        flags = Set.copyOf(flags);
    }

    public boolean is(Flag flag) {
        return flags.contains(flag);
    }

    /** Whether the operator writes into one of its arguments ({@code add_}, {@code index_put_}). */
    public boolean mutates() {
        for (Parameter parameter : parameters) {
            if (parameter.type.mutated()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the result shares memory with an argument that it does not write to ({@code view}, {@code select}). */
    public boolean isView() {
        for (Parameter parameter : parameters) {
            if (parameter.type.aliased() && !parameter.type.mutated()) {
                return true;
            }
        }
        return false;
    }

    /** Position of the parameter, or -1. */
    public int indexOf(String parameterName) {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i).name.equals(parameterName)) {
                return i;
            }
        }
        return -1;
    }
}
