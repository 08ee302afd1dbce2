package dev.partita.shape;

import dev.partita.ir.Arg;
import dev.partita.ir.Node;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchema;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The memory order of an operator's result. Most operators return row-major tensors; views permute, element-wise ones
 * keep the order of their inputs.
 */
public final class StrideRules {

    private final Function<Node, Strides> known;

    /** @param known the strides of tensors that exist already */
    public StrideRules(Function<Node, Strides> known) {
        this.known = known;
    }

    /** The strides of the call's tensor result, or empty for row-major order. */
    public Optional<Strides> infer(Call call, TensorSpec result) {
        return switch (call.op().packet()) {
            case "aten.permute" -> Optional.of(permuted(call));
            case "aten.transpose" -> Optional.of(transposed(call));
            case "aten.t" -> Optional.of(reversed(call));
            case "aten.unsqueeze" -> Optional.of(unsqueezed(call));
            case "aten.squeeze" -> Optional.of(squeezed(call));
            case "aten.expand" -> Optional.of(expanded(call, result));
            case "aten.select" -> Optional.of(selected(call));
            case "aten.slice" -> Optional.of(sliced(call));
            case "aten.unfold" -> Optional.of(unfolded(call));
            case "aten.diagonal" -> Optional.of(diagonal(call));
            case "aten.view", "aten.reshape", "aten._unsafe_view" -> viewed(call, result);
            case "aten.clone", "aten._to_copy" -> copied(call, result);
            case "aten.detach", "aten.alias" -> Optional.of(strides(call.arg("self")));
            case "aten.as_strided" -> Optional.of(new Strides(call.dims("stride")));
            case "aten.upsample_nearest2d", "aten.upsample_bilinear2d", "aten.upsample_bicubic2d", "aten.max_pool2d",
                    "aten.max_pool2d_with_indices", "aten.avg_pool2d", "aten._adaptive_avg_pool2d",
                    "aten.constant_pad_nd" -> likeInput(call, result);
            case "aten._native_batch_norm_legit_no_training" -> dense(strides(call.arg("input")), result.shape());
            case "aten.convolution" -> convolved(call, result);
            default -> call.schema().is(OpSchema.Flag.POINTWISE) ? elementwise(call, result) : Optional.empty();
        };
    }

    /** Empty results mean row-major order; the strides of a tensor argument. */
    private Strides strides(Arg arg) {
        if (arg instanceof Arg.Ref(Node node)) {
            return known.apply(node);
        }
        throw new IllegalArgumentException("no tensor: " + arg);
    }

    private Strides permuted(Call call) {
        Strides input = strides(call.arg("self"));
        List<SymExpr> steps = new ArrayList<>();
        for (long axis : call.integers("dims")) {
            steps.add(input.steps().get(Dims.axis(axis, input.steps().size())));
        }
        return new Strides(steps);
    }

    private Strides transposed(Call call) {
        List<SymExpr> steps = new ArrayList<>(strides(call.arg("self")).steps());
        if (steps.isEmpty()) {
            return new Strides(steps);
        }
        Collections.swap(steps, Dims.axis(call.integer("dim0"), steps.size()), Dims.axis(call.integer("dim1"), steps.size()));
        return new Strides(steps);
    }

    private Strides reversed(Call call) {
        List<SymExpr> steps = new ArrayList<>(strides(call.arg("self")).steps());
        Collections.reverse(steps);
        return new Strides(steps);
    }

    private Strides unsqueezed(Call call) {
        Shape shape = call.shape("self");
        List<SymExpr> steps = new ArrayList<>(strides(call.arg("self")).steps());
        int axis = Dims.axis(call.integer("dim"), shape.rank() + 1);
        steps.add(axis, axis < shape.rank() ? Dims.multiply(shape.dims().get(axis), steps.get(axis)) : Dims.ONE);
        return new Strides(steps);
    }

    private Strides squeezed(Call call) {
        Shape shape = call.shape("self");
        List<SymExpr> input = strides(call.arg("self")).steps();
        List<SymExpr> steps = new ArrayList<>();
        for (int i = 0; i < shape.rank(); i++) {
            if (!Dims.isOne(shape.dims().get(i)) || !squeezes(call, i, shape.rank())) {
                steps.add(input.get(i));
            }
        }
        return new Strides(steps);
    }

    private static boolean squeezes(Call call, int axis, int rank) {
        if (!call.declares("dim")) {
            return true;
        }
        for (SymExpr dim : call.arg("dim") instanceof Arg.ListOf ? call.dims("dim") : List.of(call.dim("dim"))) {
            if (Dims.axis(dim.constantValue().orElse(0), rank) == axis) {
                return true;
            }
        }
        return false;
    }

    private Strides expanded(Call call, TensorSpec result) {
        Shape shape = call.shape("self");
        List<SymExpr> input = strides(call.arg("self")).steps();
        int added = result.rank() - shape.rank();
        List<SymExpr> steps = new ArrayList<>();
        for (int i = 0; i < result.rank(); i++) {
            boolean stretched = i < added
                    || Dims.isOne(shape.dims().get(i - added)) && !Dims.isOne(result.shape().dims().get(i));
            steps.add(stretched ? Dims.ZERO : input.get(i - added));
        }
        return new Strides(steps);
    }

    private Strides selected(Call call) {
        List<SymExpr> steps = new ArrayList<>(strides(call.arg("self")).steps());
        steps.remove(Dims.axis(call.integer("dim"), steps.size()));
        return new Strides(steps);
    }

    private Strides sliced(Call call) {
        List<SymExpr> steps = new ArrayList<>(strides(call.arg("self")).steps());
        int axis = Dims.axis(call.integer("dim"), steps.size());
        steps.set(axis, Dims.multiply(steps.get(axis), call.dim("step")));
        return new Strides(steps);
    }

    /** The axis steps from window to window; the new last one within a window. */
    private Strides unfolded(Call call) {
        List<SymExpr> steps = new ArrayList<>(strides(call.arg("self")).steps());
        if (steps.isEmpty()) {
            return new Strides(List.of(Dims.ONE));
        }
        int axis = Dims.axis(call.integer("dimension"), steps.size());
        steps.add(steps.get(axis));
        steps.set(axis, Dims.multiply(steps.get(axis), call.dim("step")));
        return new Strides(steps);
    }

    /** The new last axis steps along both. */
    private Strides diagonal(Call call) {
        List<SymExpr> input = strides(call.arg("self")).steps();
        int first = Dims.axis(call.integer("dim1"), input.size());
        int second = Dims.axis(call.integer("dim2"), input.size());
        List<SymExpr> steps = new ArrayList<>();
        for (int axis = 0; axis < input.size(); axis++) {
            if (axis != first && axis != second) {
                steps.add(input.get(axis));
            }
        }
        steps.add(Dims.add(input.get(first), input.get(second)));
        return new Strides(steps);
    }

    private Optional<Strides> viewed(Call call, TensorSpec result) {
        return strides(call.arg("self")).viewAs(call.shape("self"), result.shape());
    }

    private Optional<Strides> copied(Call call, TensorSpec result) {
        String format = call.arg("memory_format") instanceof Arg.MemoryFormat(String name) ? name : "preserve_format";
        return switch (format) {
            case "contiguous_format" -> Optional.empty();
            case "channels_last", "channels_last_3d" -> Optional.of(Strides.channelsLast(result.shape()));
            default -> dense(strides(call.arg("self")), result.shape());
        };
    }

    /** Images stay channels-last. */
    private Optional<Strides> likeInput(Call call, TensorSpec result) {
        Arg input = call.values().getFirst();
        Shape shape = Call.specOf(input).orElseThrow().shape();
        Strides strides = strides(input);
        return strides.isChannelsLast(shape) && !strides.isContiguous(shape) && result.rank() == shape.rank()
                ? Optional.of(Strides.channelsLast(result.shape())) : Optional.empty();
    }

    private Optional<Strides> convolved(Call call, TensorSpec result) {
        Strides input = strides(call.arg("input"));
        Strides weight = strides(call.arg("weight"));
        boolean last = input.isChannelsLast(call.shape("input")) && !input.isContiguous(call.shape("input"))
                || weight.isChannelsLast(call.shape("weight")) && !weight.isContiguous(call.shape("weight"));
        return last ? Optional.of(Strides.channelsLast(result.shape())) : Optional.empty();
    }

    /** Torch keeps the order of the first tensor that decides it; row-major inputs give a row-major result. */
    private Optional<Strides> elementwise(Call call, TensorSpec result) {
        for (Arg arg : call.values()) {
            Optional<TensorSpec> spec = Call.specOf(arg);
            if (spec.isPresent() && spec.get().rank() == result.rank() && result.rank() > 1
                    && spec.get().shape().equals(result.shape())) {
                Strides strides = strides(arg);
                return strides.isContiguous(result.shape()) ? Optional.empty() : dense(strides, result.shape());
            }
        }
        return Optional.empty();
    }

    /** The same order of axes without gaps. A tensor with a repeated element (step 0) becomes row-major. */
    private static Optional<Strides> dense(Strides input, Shape shape) {
        if (input.steps().stream().anyMatch(Dims::isZero) || input.isContiguous(shape)) {
            return Optional.empty();
        }
        return Optional.of(Strides.inOrder(shape, input.order()));
    }
}
