package dev.partita.lowering.decomposition;

import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchema;
import dev.partita.ir.schema.OpSchemas;
import java.util.Map;

/** Which operator gives back as a result what another one writes to its argument. */
final class FunctionalForms {

    /** Those whose names do not follow from the name of the operator that writes. */
    private static final Map<String, String> TWINS = Map.of(
            "aten.transpose_.default", "aten.transpose.int",
            "aten.bernoulli_.float", "aten.bernoulli.p",
            "aten.normal_.default", "aten.normal_functional.default");

    private FunctionalForms() {}

    /** {@code add_.Tensor} becomes {@code add.Tensor}. */
    static Call of(Call call) {
        OpName op = call.op();
        if (!op.op().endsWith("_")) {
            throw unknown(op);
        }
        return renamed(call, TWINS.getOrDefault(op.shortName(),
                op.namespace() + "." + op.op().substring(0, op.op().length() - 1) + "." + op.overload()));
    }

    /** {@code _native_batch_norm_legit} becomes {@code ..._functional}, whose last results are what was written. */
    static Call withWritten(Call call) {
        OpName op = call.op();
        return renamed(call, op.namespace() + "." + op.op() + "_functional." + op.overload());
    }

    private static Call renamed(Call call, String name) {
        OpSchema schema = OpSchemas.standard().find(OpName.of(name)).orElseThrow(() -> unknown(call.op()));
        return Call.bind(schema, call.positional(), call.keywords());
    }

    private static IllegalArgumentException unknown(OpName op) {
        return new IllegalArgumentException("no functional form of " + op + " is known");
    }

    /** The position of the argument that the operator writes to; of the first, where it writes to several. */
    static int written(OpSchema schema) {
        for (int i = 0; i < schema.parameters().size(); i++) {
            if (schema.parameters().get(i).type().mutated()) {
                return i;
            }
        }
        throw new IllegalArgumentException(schema.name() + " writes to no argument");
    }
}
