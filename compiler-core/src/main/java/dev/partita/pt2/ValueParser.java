package dev.partita.pt2;

import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.Hint;
import dev.partita.pt2.schema.Layout;
import dev.partita.pt2.schema.SymBool;
import dev.partita.pt2.schema.SymFloat;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import dev.partita.tensor.DType;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymParser;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Reads what is known about values: tensor metadata and symbolic numbers. Accepts in the same place what older
 * schemas wrote there; the comments name them.
 */
final class ValueParser {

    private static final SymInt START = new SymInt.Known(0);
    private static final Device CPU = new Device("cpu", OptionalInt.empty());

    private final JsonCursor json;
    private final Map<String, SymExpr> expressions = new HashMap<>();
    private final Map<Long, SymInt> known = new HashMap<>();

    /** Equal metadata becomes one object, also where it is written in two ways. */
    private final Map<TensorMeta, TensorMeta> shared = new HashMap<>();

    private final RepeatedObjects<TensorMeta> read;
    private final Supplier<TensorMeta> readTensorMeta = this::readTensorMeta;

    ValueParser(JsonCursor json) {
        this.json = json;
        this.read = json.repeatedObjects();
    }

    TensorMeta tensorMeta() {
        return json.repeated(read, readTensorMeta);
    }

    private TensorMeta readTensorMeta() {
        Draft draft = new Draft();
        json.struct(field -> readInto(draft, field));
        if (draft.nested.isPresent()) {
            return draft.nested.get();
        }
        if (draft.dtype.isEmpty()) {
            throw json.error("tensor without dtype");
        }
        if (draft.strides.size() != draft.sizes.size()) {
            throw json.error("tensor with " + draft.sizes.size() + " sizes but " + draft.strides.size() + " strides");
        }
        if (draft.sizes.size() > MappedTensor.MAX_RANK) {
            throw json.error("tensor of rank " + draft.sizes.size() + "; at most " + MappedTensor.MAX_RANK
                    + " is possible");
        }
        TensorMeta.Strides strides = new TensorMeta.Strides(draft.strides, draft.offset, draft.layout);
        TensorMeta meta = new TensorMeta(draft.dtype.get(), draft.sizes, strides, draft.requiresGrad, draft.device);
        TensorMeta first = shared.putIfAbsent(meta, meta);
        return first == null ? meta : first;
    }

    private static final class Draft {
        private Optional<DType> dtype = Optional.empty();
        private List<SymInt> sizes = List.of();
        private List<SymInt> strides = List.of();
        private SymInt offset = START;
        private Layout layout = Layout.STRIDED;
        private boolean requiresGrad;
        private Device device = CPU;
        private Optional<TensorMeta> nested = Optional.empty();
    }

    private void readInto(Draft draft, String field) {
        switch (field) {
            case "dtype" -> draft.dtype = Optional.of(dtype());
            case "sizes" -> draft.sizes = json.list(this::size);
            case "strides" -> draft.strides = json.list(this::size);
            case "storage_offset" -> draft.offset = size();
            case "layout" -> draft.layout = layout();
            case "requires_grad" -> draft.requiresGrad = json.bool();
            case "device" -> draft.device = device();
            // Schema 1 wrapped it once more.
            case "meta" -> draft.nested = Optional.of(tensorMeta());
            default -> json.skip();
        }
    }

    private SymInt size() {
        SymInt size = symInt();
        if (size instanceof SymInt.Known(long value) && value < 0) {
            throw json.error("negative extent " + value);
        }
        return size;
    }

    DType dtype() {
        int number = json.smallInteger();
        return Enums.dtype(number).orElseThrow(() -> json.error("unknown dtype number " + number));
    }

    Layout layout() {
        int number = json.smallInteger();
        return Enums.layout(number).orElseThrow(() -> json.error("unknown layout number " + number));
    }

    Device device() {
        String[] type = {"cpu"};
        OptionalInt[] index = {OptionalInt.empty()};
        json.struct(field -> {
            switch (field) {
                case "type" -> type[0] = json.string();
                case "index" -> index[0] = json.takesNull() ? OptionalInt.empty() : OptionalInt.of(json.smallInteger());
                default -> json.skip();
            }
        });
        return new Device(type[0], index[0]);
    }

    SymInt symInt() {
        // Schema 1 wrote storage offsets as plain numbers.
        if (json.isInteger()) {
            return known(json.integer());
        }
        return json.union(tag -> switch (tag) {
            case "as_int" -> known(json.integer());
            case "as_expr" -> {
                Expression e = expression();
                yield new SymInt.Symbolic(e.expr(), e.text(), e.hint());
            }
            default -> throw unknownTag(tag);
        });
    }

    private SymInt known(long value) {
        return known.computeIfAbsent(value, SymInt.Known::new);
    }

    SymFloat symFloat() {
        return json.union(tag -> switch (tag) {
            case "as_float" -> new SymFloat.Known(json.decimal());
            case "as_expr" -> {
                Expression e = expression();
                yield new SymFloat.Symbolic(e.expr(), e.text(), e.hint());
            }
            default -> throw unknownTag(tag);
        });
    }

    SymBool symBool() {
        return json.union(tag -> switch (tag) {
            case "as_bool" -> new SymBool.Known(json.bool());
            case "as_expr" -> {
                Expression e = expression();
                yield new SymBool.Symbolic(e.expr(), e.text(), e.hint());
            }
            default -> throw unknownTag(tag);
        });
    }

    private record Expression(SymExpr expr, String text, Hint hint) {}

    private Expression expression() {
        // Schema 1 wrote truth values as plain text.
        if (json.isString()) {
            String text = json.string();
            return new Expression(parse(text), text, new Hint.None());
        }
        String[] text = {""};
        Hint[] hint = {new Hint.None()};
        json.struct(field -> {
            switch (field) {
                case "expr_str" -> text[0] = json.string();
                case "hint" -> hint[0] = hint();
                default -> json.skip();
            }
        });
        return new Expression(parse(text[0]), text[0], hint[0]);
    }

    private SymExpr parse(String text) {
        SymExpr known = expressions.get(text);
        if (known != null) {
            return known;
        }
        try {
            SymExpr expr = SymParser.parse(text);
            expressions.put(text, expr);
            return expr;
        } catch (IllegalArgumentException e) {
            throw json.error(String.valueOf(e.getMessage()));
        }
    }

    private Hint hint() {
        if (json.takesNull()) {
            return new Hint.None();
        }
        // Schema 1 wrote plain numbers.
        if (json.isInteger()) {
            return new Hint.OfInt(json.integer());
        }
        return json.union(tag -> switch (tag) {
            case "as_int" -> new Hint.OfInt(json.integer());
            case "as_float" -> new Hint.OfFloat(json.decimal());
            case "as_bool" -> new Hint.OfBool(json.bool());
            default -> throw unknownTag(tag);
        });
    }

    private Pt2Exception unknownTag(String tag) {
        return json.error("unknown tag '" + tag + "'");
    }
}
