package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.OpSchemas;
import java.util.List;
import java.util.Map;

/** Operators that are another operator under a second name, with the same arguments. */
final class AliasDecompositions {

    private static final List<String> OVERLOADS = List.of(
            "default", "Tensor", "Scalar", "Tensor_mode", "Scalar_mode", "Tensor_Tensor", "Tensor_Scalar");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("special_i0", "i0"), Map.entry("special_polygamma", "polygamma"), Map.entry("special_expit", "sigmoid"), Map.entry("special_exp2", "exp2"),
            Map.entry("special_expm1", "expm1"), Map.entry("special_erf", "erf"), Map.entry("special_erfc", "erfc"),
            Map.entry("special_erfinv", "erfinv"), Map.entry("special_gammaln", "lgamma"),
            Map.entry("special_digamma", "digamma"), Map.entry("special_psi", "digamma"),
            Map.entry("special_log1p", "log1p"), Map.entry("special_sinc", "sinc"),
            Map.entry("special_logsumexp", "logsumexp"), Map.entry("special_round", "round"),
            Map.entry("special_xlogy", "xlogy"), Map.entry("special_logit", "logit"),
            Map.entry("absolute", "abs"), Map.entry("negative", "neg"), Map.entry("fix", "trunc"),
            Map.entry("arccos", "acos"), Map.entry("arcsin", "asin"), Map.entry("arctan", "atan"),
            Map.entry("arccosh", "acosh"), Map.entry("arcsinh", "asinh"), Map.entry("arctanh", "atanh"),
            Map.entry("arctan2", "atan2"), Map.entry("clip", "clamp"), Map.entry("concat", "cat"),
            Map.entry("concatenate", "cat"), Map.entry("divide", "div"), Map.entry("true_divide", "div"),
            Map.entry("multiply", "mul"), Map.entry("subtract", "sub"), Map.entry("greater", "gt"),
            Map.entry("greater_equal", "ge"), Map.entry("less", "lt"), Map.entry("less_equal", "le"),
            Map.entry("not_equal", "ne"), Map.entry("ger", "outer"), Map.entry("row_stack", "vstack"),
            Map.entry("linalg_matmul", "matmul"), Map.entry("_unsafe_index", "index"),
            Map.entry("broadcast_to", "expand"));

    private AliasDecompositions() {}

    static void register(DecompositionTable table) {
        table.composite("aten.positive.default", (call, tracer) -> call.arg("self"));
        for (String op : List.of("matrix_H", "mH", "adjoint")) {
            table.composite("aten." + op + ".default", (call, tracer) -> {
                if (call.dtype("self").isComplex()) {
                    throw new IllegalArgumentException("an adjoint of complex numbers");
                }
                return tracer.call("aten.transpose.int", call.arg("self"), Arg.of(-2), Arg.of(-1));
            });
        }
        for (Map.Entry<String, String> name : NAMES.entrySet()) {
            for (String overload : OVERLOADS) {
                String alias = "aten." + name.getKey() + "." + overload;
                String target = "aten." + name.getValue() + "." + overload;
                OpSchemas schemas = OpSchemas.standard();
                if (schemas.declares(OpName.of(alias)) && schemas.declares(OpName.of(target))) {
                    table.composite(alias, (call, tracer) -> tracer.call(target, call.values().toArray(Arg[]::new)));
                }
            }
        }
    }
}
