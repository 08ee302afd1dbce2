package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.tensor.DType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tensors made from numbers become {@code full}, ranges {@code arange.start_step}. */
final class CreationDecompositions {

    private static final Arg STRIDED = new Arg.Layout("strided");

    private CreationDecompositions() {}

    static void register(DecompositionTable table) {
        table.decompose("aten.arange.default", (call, tracer) -> range(Arg.of(0), call, tracer));
        table.decompose("aten.arange.start", (call, tracer) -> range(call.arg("start"), call, tracer));
        table.decompose("aten.zeros.default", (call, tracer) -> filled(call, tracer, 0));
        table.decompose("aten.ones.default", (call, tracer) -> filled(call, tracer, 1));
        table.decompose("aten.new_zeros.default", (call, tracer) -> filled(call, tracer, 0));
        table.decompose("aten.new_ones.default", (call, tracer) -> filled(call, tracer, 1));
        table.decompose("aten.new_full.default", (call, tracer) ->
                full(call.arg("size"), call.arg("fill_value"), withType(call, tracer, call.dtype("self")), tracer));
        table.decompose("aten.eye.default", (call, tracer) -> identity(call, call.arg("n"), call.arg("n"), tracer));
        table.decompose("aten.eye.m", (call, tracer) -> identity(call, call.arg("n"), call.arg("m"), tracer));
        table.decompose("aten.empty_like.default", CreationDecompositions::emptyLike);
        table.decompose("aten.new_empty.default", (call, tracer) -> tracer.call("aten.empty.memory_format",
                withType(call, tracer, call.dtype("self")), call.arg("size")));
        table.decompose("aten.zeros_like.default", (call, tracer) -> like(call, tracer, 0));
        table.decompose("aten.ones_like.default", (call, tracer) -> like(call, tracer, 1));
        table.decompose("aten.full_like.default", CreationDecompositions::fullLike);
    }

    private static Arg range(Arg start, Call call, Tracer tracer) {
        return tracer.call("aten.arange.start_step", options(call, tracer), start, call.arg("end"));
    }

    private static Arg filled(Call call, Tracer tracer, long number) {
        Map<String, Arg> options = options(call, tracer);
        options.putIfAbsent("dtype", Arg.of(call.declares("self") ? call.dtype("self") : DType.FLOAT32));
        return full(call.arg("size"), number(number, options.get("dtype")), options, tracer);
    }

    private static Map<String, Arg> withType(Call call, Tracer tracer, DType dtype) {
        Map<String, Arg> options = options(call, tracer);
        options.putIfAbsent("dtype", Arg.of(dtype));
        return options;
    }

    /** Compares row and column numbers; they are counted in the smallest type that holds them. */
    private static Arg identity(Call call, Arg rows, Arg columns, Tracer tracer) {
        long largest = Math.max(
                Call.dimOf(rows).constantValue().orElse(Long.MAX_VALUE), Call.dimOf(columns).constantValue().orElse(Long.MAX_VALUE));
        Map<String, Arg> counting = new LinkedHashMap<>(options(call, tracer));
        counting.put("dtype", Arg.of(largest <= 255 ? DType.UINT8 : largest <= Short.MAX_VALUE ? DType.INT16
                : largest <= Integer.MAX_VALUE ? DType.INT32 : DType.INT64));
        Arg row = tracer.call("aten.arange.start_step", counting, Arg.of(0), rows);
        Arg column = tracer.call("aten.arange.start_step", counting, Arg.of(0), columns);
        Arg equal = tracer.call("aten.eq.Tensor", tracer.call("aten.unsqueeze.default", row, Arg.of(-1)), column);
        DType dtype = call.dtypeArgument().orElse(DType.FLOAT32);
        return dtype == DType.BOOL ? equal : tracer.call("aten._to_copy.default", Map.of("dtype", Arg.of(dtype)), equal);
    }

    /** Allocates in the order of memory and shows it in the order of axes. */
    private static Arg emptyLike(Call call, Tracer tracer) {
        List<Integer> order = tracer.strides(call.node("self")).order();
        List<Arg> extents = new java.util.ArrayList<>();
        Arg[] axes = new Arg[order.size()];
        for (int i = 0; i < order.size(); i++) {
            extents.add(tracer.size(call.arg("self"), order.get(i)));
            axes[order.get(i)] = Arg.of(i);
        }
        Arg memory = tracer.call("aten.empty.memory_format", withType(call, tracer, call.dtype("self")), Arg.list(extents));
        return tracer.call("aten.permute.default", memory, Arg.list(List.of(axes)));
    }

    private static Arg like(Call call, Tracer tracer, long number) {
        Arg dtype = call.dtypeArgument().map(Arg::of).orElse(Arg.of(call.dtype("self")));
        Map<String, Arg> options = new LinkedHashMap<>();
        for (String name : List.of("dtype", "layout", "device", "pin_memory", "memory_format")) {
            if (call.has(name)) {
                options.put(name, call.arg(name));
            }
        }
        return tracer.call("aten.full_like.default", options, call.arg("self"), number(number, dtype));
    }

    /** Torch-TensorRT's own: of the options only dtype and device count. */
    private static Arg fullLike(Call call, Tracer tracer) {
        Arg dtype = call.dtypeArgument().map(Arg::of).orElse(Arg.of(call.dtype("self")));
        Arg device = call.has("device") ? call.arg("device") : tracer.device();
        return full(tracer.sizes(call.arg("self")), call.arg("fill_value"),
                new LinkedHashMap<>(Map.of("dtype", dtype, "device", device, "pin_memory", Arg.of(false))), tracer);
    }

    private static Arg full(Arg size, Arg value, Map<String, Arg> options, Tracer tracer) {
        return tracer.call("aten.full.default", options, size, value);
    }

    /** 1 and 0 of the element type: truth values are True and False. */
    private static Arg number(long number, Arg dtype) {
        return dtype instanceof Arg.Dtype(DType type) && type == DType.BOOL ? Arg.of(number != 0) : Arg.of(number);
    }

    /** The options as torch's reference functions pass them on. */
    /** Type, layout and place of what a call makes. */
    static Map<String, Arg> options(Call call, Tracer tracer) {
        Map<String, Arg> options = new LinkedHashMap<>();
        if (call.has("dtype")) {
            options.put("dtype", call.arg("dtype"));
        }
        options.put("layout", call.has("layout") ? call.arg("layout") : STRIDED);
        options.put("device", call.has("device") ? call.arg("device") : tracer.device());
        options.put("pin_memory", call.has("pin_memory") ? call.arg("pin_memory") : Arg.of(false));
        return options;
    }
}
