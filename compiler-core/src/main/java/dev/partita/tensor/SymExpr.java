package dev.partita.tensor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression over integer symbols such as {@code 2*s0 + 1}, as torch.export writes for dynamic dimensions.
 *
 * <p>Build expressions only through {@link SymMath}: it keeps them in one canonical form, so that
 * {@code equals} means "the same expression" and {@code toString} prints what sympy's {@code str} prints.
 */
public sealed interface SymExpr {

    /** A known integer. */
    record Constant(long value) implements SymExpr {
        /** Spelled out: extents are compared all the time, and the equality that a record makes for itself is slow until compiled. */
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Constant constant && value == constant.value;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(value);
        }

        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /** {@code s0} (backed: known at export time) or {@code u0} (unbacked: known only when running). */
    record Symbol(String name) implements SymExpr {
        public boolean isUnbacked() {
            return name.startsWith("u") || name.startsWith("zuf");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** A float within an expression, such as the 3.0 of {@code FloatTrueDiv(ToFloat(s0), 3.0)}. */
    record Real(double value) implements SymExpr {
        @Override
        public String toString() {
            return Double.toString(value);
        }
    }

    /** Something this version does not know: kept as written, never evaluated. */
    record Unknown(String text) implements SymExpr {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A function of other expressions, arguments in canonical order. */
    record Call(SymFunction function, List<SymExpr> arguments) implements SymExpr {
        public Call {
            arguments = List.copyOf(arguments);
        }

        @Override
        public String toString() {
            return SymPrinter.print(this);
        }
    }

    static SymExpr of(long value) {
        return new Constant(value);
    }

    static SymExpr symbol(String name) {
        return new Symbol(name);
    }

    /** The value when this is a known integer. */
    default OptionalLong constantValue() {
        return this instanceof Constant(long value) ? OptionalLong.of(value) : OptionalLong.empty();
    }

    /** The names of all symbols, each once, in order of appearance. */
    default Set<String> symbols() {
        Set<String> names = new LinkedHashSet<>();
        collectSymbols(this, names);
        return names;
    }

    private static void collectSymbols(SymExpr expr, Set<String> names) {
        switch (expr) {
            case Symbol(String name) -> names.add(name);
            case Call(SymFunction function, List<SymExpr> arguments) ->
                arguments.forEach(argument -> collectSymbols(argument, names));
            case Constant c -> { }
            case Real r -> { }
            case Unknown u -> { }
        }
    }

    default boolean isConstant() {
        return this instanceof Constant;
    }
}
