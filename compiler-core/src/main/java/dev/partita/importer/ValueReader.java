package dev.partita.importer;

import dev.partita.ir.Arg;
import dev.partita.ir.Value;
import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.GraphValues;
import dev.partita.pt2.schema.ScalarRef;
import dev.partita.pt2.schema.SymBool;
import dev.partita.pt2.schema.SymFloat;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the nodes of one exported graph yield. */
final class ValueReader {

    private final GraphValues values;

    /** The reader of the file made equal metadata one object. */
    private final Map<TensorMeta, Value> tensors = new IdentityHashMap<>();

    ValueReader(GraphValues values) {
        this.values = values;
    }

    /** Of what a graph takes or a call gives; none where the file has no value for it. */
    Value value(Argument argument) {
        return switch (argument) {
            case Argument.Tensor(String name) -> tensor(name);
            case Argument.OptionalTensor(Optional<String> name) -> name.map(this::tensor).orElse(Value.NONE);
            case Argument.TensorList(List<String> names) -> new Value.Tuple(names.stream().map(this::tensor).toList());
            case Argument.SymIntRef(ScalarRef.Named<Long>(String name)) -> symInt(name);
            case Argument.SymFloatRef(ScalarRef.Named<Double>(String name)) -> symFloat(name);
            case Argument.SymBoolRef(ScalarRef.Named<Boolean>(String name)) -> symBool(name);
            case Argument.IntValue(long value) -> new Value.Literal(Arg.of(value));
            case Argument.FloatValue(double value) -> new Value.Literal(Arg.of(value));
            case Argument.BoolValue(boolean value) -> new Value.Literal(Arg.of(value));
            case Argument.StringValue(String value) -> new Value.Literal(Arg.of(value));
            default -> Value.NONE;
        };
    }

    private Value tensor(String name) {
        TensorMeta meta = values.tensors().get(name);
        return meta == null ? Value.NONE : tensors.computeIfAbsent(meta, known -> Value.of(known.spec()));
    }

    private Value symInt(String name) {
        SymInt known = values.symInts().get(name);
        return known == null ? Value.NONE : new Value.SymInt(known.expr());
    }

    private Value symFloat(String name) {
        return values.symFloats().get(name) instanceof SymFloat.Symbolic symbolic
                ? new Value.SymFloat(symbolic.expr()) : Value.NONE;
    }

    private Value symBool(String name) {
        return values.symBools().get(name) instanceof SymBool.Symbolic symbolic
                ? new Value.SymBool(symbolic.expr()) : Value.NONE;
    }
}
