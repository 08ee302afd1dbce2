package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Strides;
import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Conversions and copies. A conversion that changes nothing is no node at all. Devices are not compared: a lowered
 * program runs on one device.
 */
final class CopyDecompositions {

    private static final Arg CONTIGUOUS = new Arg.MemoryFormat("contiguous_format");

    private CopyDecompositions() {}

    static void register(DecompositionTable table) {
        for (String overload : List.of("dtype", "dtype_layout", "device", "other")) {
            table.composite("aten.to." + overload, CopyDecompositions::to);
        }
        table.composite("aten.type_as.default", CopyDecompositions::to);
        table.composite("aten.contiguous.default", CopyDecompositions::contiguous);
        table.composite("aten.dropout.default", CopyDecompositions::dropout);
        for (String name : List.of("feature_dropout", "alpha_dropout", "feature_alpha_dropout")) {
            table.composite("aten." + name + ".default", CopyDecompositions::withoutTraining);
            table.composite("aten." + name + "_.default", CopyDecompositions::withoutTraining);
        }
        table.composite("aten.dropout_.default", CopyDecompositions::withoutTraining);
        table.composite("aten.lift_fresh_copy.default", (call, tracer) ->
                tracer.call("aten.clone.default", call.arg("self")));
        table.composite("aten.detach_.default", (call, tracer) -> call.arg("self"));
        table.composite("aten.item.default", (call, tracer) -> tracer.keep(
                call.as("aten._local_scalar_dense.default"), tracer.known()));
        table.composite("aten.lift_fresh.default", (call, tracer) -> call.arg("self"));
        table.decompose("aten.alias.default", (call, tracer) -> call.arg("self"));
        table.decompose("aten.detach.default", (call, tracer) -> call.arg("self"));
        table.decompose("aten.fill.Tensor", (call, tracer) ->
                tracer.call("aten.copy.default", call.arg("self"), call.arg("value")));
        table.decompose("aten.fill.Scalar", (call, tracer) ->
                tracer.call("aten.full_like.default", call.arg("self"), call.arg("value")));
        table.decompose("aten.zero.default", (call, tracer) ->
                tracer.call("aten.full_like.default", call.arg("self"), Arg.of(0)));
    }

    private static Arg to(Call call, Tracer tracer) {
        DType dtype = call.declares("other") ? call.dtype("other") : call.dtypeArgument().orElse(call.dtype("self"));
        boolean copy = call.declares("copy") && call.flag("copy");
        if (dtype == call.dtype("self") && !copy && hasFormat(call, tracer)) {
            return call.arg("self");
        }
        Map<String, Arg> options = new LinkedHashMap<>();
        if (call.declares("other")) {
            options.put("dtype", Arg.of(dtype));
            options.put("layout", new Arg.Layout("strided"));
            options.put("device", tracer.device());
        }
        for (String name : List.of("dtype", "layout", "device", "pin_memory", "non_blocking", "memory_format")) {
            if (call.declares(name) && call.has(name)) {
                options.put(name, call.arg(name));
            }
        }
        return tracer.call("aten._to_copy.default", options, call.arg("self"));
    }

    /** Whether the tensor lies in memory as the call wants it. */
    private static boolean hasFormat(Call call, Tracer tracer) {
        if (!call.declares("memory_format") || !(call.arg("memory_format") instanceof Arg.MemoryFormat(String format))) {
            return true;
        }
        Node self = call.node("self");
        Shape shape = call.shape("self");
        Strides strides = tracer.strides(self);
        return switch (format) {
            case "contiguous_format" -> strides.isContiguous(shape);
            case "channels_last" -> strides.isChannelsLast(shape);
            case "channels_last_3d" -> strides.isChannelsLast3d(shape);
            default -> true;
        };
    }

    private static Arg contiguous(Call call, Tracer tracer) {
        return hasFormat(call, tracer) ? call.arg("self") : tracer.call(
                "aten.clone.default", Map.of("memory_format", call.arg("memory_format")), call.arg("self"));
    }

    /** A copy in row-major order, or the tensor itself when it has that order. */
    static Arg contiguous(Arg tensor, Tracer tracer) {
        return tracer.call("aten.contiguous.default", Map.of("memory_format", CONTIGUOUS), tensor);
    }

    /** The tensor in another element type, or itself when it has that type. */
    static Arg converted(Arg tensor, DType dtype, Tracer tracer) {
        return tracer.spec(tensor).dtype() == dtype
                ? tensor : tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(dtype)), tensor);
    }

    /** Without training the values are copied, not passed on: torch's own decomposition does so. */
    private static Arg dropout(Call call, Tracer tracer) {
        if (call.flag("train") && call.number("p") != 0) {
            return Tracer.item(tracer.call(
                    "aten.native_dropout.default", call.arg("input"), call.arg("p"), Arg.of(true)), 0);
        }
        return tracer.call("aten.clone.default", call.arg("input"));
    }

    private static Arg withoutTraining(Call call, Tracer tracer) {
        if (call.flag("train") && call.number("p") != 0) {
            throw new IllegalArgumentException("dropout in training mode; export the model in eval mode");
        }
        return call.values().getFirst();
    }
}
