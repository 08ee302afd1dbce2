package dev.partita.handback;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.GraphValues;
import dev.partita.pt2.schema.Hint;
import dev.partita.pt2.schema.Layout;
import dev.partita.pt2.schema.ScalarRef;
import dev.partita.pt2.schema.SymBool;
import dev.partita.pt2.schema.SymFloat;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import dev.partita.tensor.SymEval;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymMath;
import dev.partita.tensor.SymSrepr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Declares the named values of one graph: what they are, and how arguments refer to them. */
final class ValueExporter {

    private final Map<String, Long> hints;
    private final Device device;
    private final Map<String, TensorMeta> tensors = new LinkedHashMap<>();
    private final Map<String, SymInt> symInts = new LinkedHashMap<>();
    private final Map<String, SymFloat> symFloats = new LinkedHashMap<>();
    private final Map<String, SymBool> symBools = new LinkedHashMap<>();
    private final Map<String, Argument.CustomObject> objects = new LinkedHashMap<>();

    /**
     * @param hints the value that each symbol had at export
     * @param device where all tensors live
     */
    ValueExporter(Map<String, Long> hints, Device device) {
        this.hints = hints;
        this.device = device;
    }

    /** An empty table for a nested graph. */
    ValueExporter nested() {
        return new ValueExporter(hints, device);
    }

    Device device() {
        return device;
    }

    GraphValues values() {
        return new GraphValues(tensors, symInts, symFloats, symBools, objects);
    }

    Argument object(String name, String fqn) {
        objects.put(name, new Argument.CustomObject(fqn, ""));
        return new Argument.CustomObject(name, "");
    }

    /** Declares {@code name}; literals and absent values need no name and stand for themselves. */
    Argument declare(String name, Value value) {
        return switch (value) {
            case Value.Tensor(TensorSpec spec) -> {
                tensors.put(name, meta(spec));
                yield new Argument.Tensor(name);
            }
            case Value.SymInt(SymExpr expr) -> {
                symInts.put(name, symInt(expr));
                yield new Argument.SymIntRef(new ScalarRef.Named<>(name));
            }
            case Value.SymFloat(SymExpr expr) -> {
                OptionalDouble hint = SymEval.evaluateFloat(expr, hints);
                symFloats.put(name, new SymFloat.Symbolic(expr, SymSrepr.print(expr),
                        hint.isPresent() ? new Hint.OfFloat(hint.getAsDouble()) : new Hint.None()));
                yield new Argument.SymFloatRef(new ScalarRef.Named<>(name));
            }
            case Value.SymBool(SymExpr expr) -> {
                OptionalLong hint = SymEval.evaluate(expr, hints);
                symBools.put(name, new SymBool.Symbolic(expr, SymSrepr.print(expr),
                        hint.isPresent() ? new Hint.OfBool(hint.getAsLong() != 0) : new Hint.None()));
                yield new Argument.SymBoolRef(new ScalarRef.Named<>(name));
            }
            case Value.Literal(Arg.Int(long known)) -> new Argument.IntValue(known);
            case Value.Literal(Arg.Float(double known)) -> new Argument.FloatValue(known);
            case Value.Literal(Arg.Bool(boolean known)) -> new Argument.BoolValue(known);
            case Value.Literal(Arg.Str(String known)) -> new Argument.StringValue(known);
            case Value.Literal _, Value.None _ -> new Argument.None();
            case Value.Tuple _ -> throw new HandBackException("'" + name + "' has several values where one is expected");
        };
    }

    /** As {@link #declare}, for what a call returns: a known number has a name there, too. */
    Argument declareResult(String name, Value value) {
        if (value instanceof Value.Literal(Arg.Int(long known))) {
            symInts.put(name, new SymInt.Known(known));
            return new Argument.SymIntRef(new ScalarRef.Named<>(name));
        }
        return declare(name, value);
    }

    /** Row-major, as every result of lowering. */
    private TensorMeta meta(TensorSpec spec) {
        List<SymInt> steps = new ArrayList<>();
        SymExpr step = SymExpr.of(1);
        for (int axis = spec.rank() - 1; axis >= 0; axis--) {
            steps.addFirst(symInt(step));
            step = SymMath.mul(step, spec.shape().dim(axis));
        }
        return new TensorMeta(
                spec.dtype(),
                spec.shape().dims().stream().map(this::symInt).toList(),
                new TensorMeta.Strides(steps, new SymInt.Known(0), Layout.STRIDED),
                false,
                device);
    }

    private SymInt symInt(SymExpr expr) {
        if (expr.constantValue().isPresent()) {
            return new SymInt.Known(expr.constantValue().getAsLong());
        }
        OptionalLong hint = SymEval.evaluate(expr, hints);
        return new SymInt.Symbolic(expr, SymSrepr.print(expr),
                hint.isPresent() ? new Hint.OfInt(hint.getAsLong()) : new Hint.None());
    }
}
