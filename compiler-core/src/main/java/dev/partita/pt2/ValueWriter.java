package dev.partita.pt2;

import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.Hint;
import dev.partita.pt2.schema.SymBool;
import dev.partita.pt2.schema.SymFloat;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.SymSrepr;

/** Writes tensor metadata and symbolic numbers. */
final class ValueWriter {

    private final JsonOut json;
    private final boolean keepsExpressionText;

    /** @param keepsExpressionText whether the program's texts are already in constructor form */
    ValueWriter(JsonOut json, boolean keepsExpressionText) {
        this.json = json;
        this.keepsExpressionText = keepsExpressionText;
    }

    void tensorMeta(TensorMeta meta) {
        json.struct(() -> {
            json.number("dtype", Enums.number(meta.dtype()));
            json.list("sizes", meta.sizes(), this::symInt);
            json.truth("requires_grad", meta.requiresGrad());
            json.name("device");
            device(meta.device());
            json.list("strides", meta.strides().steps(), this::symInt);
            json.name("storage_offset");
            symInt(meta.strides().offset());
            json.number("layout", meta.strides().layout().number());
        });
    }

    void device(Device device) {
        json.struct(() -> {
            json.text("type", device.type());
            json.name("index");
            device.index().ifPresentOrElse(json::number, json::nothing);
        });
    }

    void symInt(SymInt value) {
        switch (value) {
            case SymInt.Known(long number) -> json.union("as_int", () -> json.number(number));
            case SymInt.Symbolic(SymExpr expr, String text, Hint hint) -> expression(expr, text, hint);
        }
    }

    void symFloat(SymFloat value) {
        switch (value) {
            case SymFloat.Known(double number) -> json.union("as_float", () -> json.decimal(number));
            case SymFloat.Symbolic(SymExpr expr, String text, Hint hint) -> expression(expr, text, hint);
        }
    }

    void symBool(SymBool value) {
        switch (value) {
            case SymBool.Known(boolean truth) -> json.union("as_bool", () -> json.truth(truth));
            case SymBool.Symbolic(SymExpr expr, String text, Hint hint) -> expression(expr, text, hint);
        }
    }

    private void expression(SymExpr expr, String text, Hint hint) {
        json.union("as_expr", () -> json.struct(() -> {
            json.text("expr_str", keepsExpressionText ? text : SymSrepr.print(expr));
            json.name("hint");
            switch (hint) {
                case Hint.None n -> json.nothing();
                case Hint.OfInt(long number) -> json.union("as_int", () -> json.number(number));
                case Hint.OfFloat(double number) -> json.union("as_float", () -> json.decimal(number));
                case Hint.OfBool(boolean truth) -> json.union("as_bool", () -> json.truth(truth));
            }
        }));
    }
}
