package dev.partita.ir;

import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One argument of a node: a reference to another node, a literal, or a list of arguments. Immutable. */
public sealed interface Arg {

    Arg NONE = new None();

    Arg ELLIPSIS = new Ellipsis();

    /** The value of another node of the same graph. */
    record Ref(Node node) implements Arg {}

    record None() implements Arg {}

    /** Python's {@code ...} in an index: all axes that the others leave. */
    record Ellipsis() implements Arg {}

    record Int(long value) implements Arg {}

    record Float(double value) implements Arg {}

    record Bool(boolean value) implements Arg {}

    record Str(String value) implements Arg {}

    record Complex(double real, double imag) implements Arg {}

    record Dtype(DType value) implements Arg {}

    /** {@code cpu}, {@code cuda:0}. */
    record Device(String value) implements Arg {}

    /** {@code strided}, {@code sparse_coo}... without the {@code torch.} prefix. */
    record Layout(String value) implements Arg {}

    /** {@code contiguous_format}, {@code channels_last}... without the {@code torch.} prefix. */
    record MemoryFormat(String value) implements Arg {}

    /** An integer expression of symbols that no node computes yet; only lowering makes these, for a moment. */
    record Sym(SymExpr value) implements Arg {}

    record ListOf(List<Arg> items) implements Arg {
        public ListOf {
            items = List.copyOf(items);
        }
    }

    static Arg of(Node node) {
        return new Ref(node);
    }

    static Arg of(long value) {
        return new Int(value);
    }

    static Arg of(double value) {
        return new Float(value);
    }

    static Arg of(boolean value) {
        return new Bool(value);
    }

    static Arg of(String value) {
        return new Str(value);
    }

    static Arg of(DType value) {
        return new Dtype(value);
    }

    static Arg ints(long... values) {
        List<Arg> items = new ArrayList<>(values.length);
        for (long value : values) {
            items.add(new Int(value));
        }
        return new ListOf(items);
    }

    static Arg list(List<? extends Arg> items) {
        return new ListOf(List.copyOf(items));
    }

    /** Extents as a list. */
    static Arg sizes(List<SymExpr> extents) {
        return new ListOf(extents.stream().<Arg>map(Sym::new).toList());
    }

    /** Visits each node reference, in reading order, repeated ones as often as they occur. */
    default void forEachRef(Consumer<Node> visitor) {
        if (this instanceof Ref(Node node)) {
            visitor.accept(node);
        } else if (this instanceof ListOf(List<Arg> items)) {
            for (int i = 0; i < items.size(); i++) {
                items.get(i).forEachRef(visitor);
            }
        }
    }

    /** This argument with every reference replaced; returns {@code this} when nothing changed. */
    default Arg mapRefs(UnaryOperator<Node> mapping) {
        if (this instanceof Ref(Node node)) {
            Node mapped = mapping.apply(node);
            return mapped == node ? this : new Ref(mapped);
        }
        if (this instanceof ListOf(List<Arg> items)) {
            List<Arg> mapped = new ArrayList<>(items.size());
            boolean changed = false;
            for (Arg item : items) {
                Arg replaced = item.mapRefs(mapping);
                changed |= replaced != item;
                mapped.add(replaced);
            }
            return changed ? new ListOf(mapped) : this;
        }
        return this;
    }
}
