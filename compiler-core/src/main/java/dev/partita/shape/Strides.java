package dev.partita.shape;

import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** How far apart, in elements, the neighbours of each axis lie in memory. */
public record Strides(List<SymExpr> steps) {

    public Strides {
        steps = List.copyOf(steps);
    }

    /** Row-major order: the last axis is the densest. */
    public static Strides contiguous(Shape shape) {
        SymExpr[] steps = new SymExpr[shape.rank()];
        SymExpr step = Dims.ONE;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            steps[axis] = step;
            SymExpr dim = shape.dims().get(axis);
            step = Dims.isZero(dim) ? step : Dims.multiply(step, dim);
        }
        return new Strides(List.of(steps));
    }

    /** {@code [N, C, H, W]} with the channels densest; also {@code [N, C, D, H, W]}. */
    public static Strides channelsLast(Shape shape) {
        List<Integer> order = new ArrayList<>(List.of(0));
        IntStream.range(2, shape.rank()).forEach(order::add);
        order.add(1);
        return inOrder(shape, order);
    }

    /** Dense strides with the axes nested in {@code order}, outermost first. */
    public static Strides inOrder(Shape shape, List<Integer> order) {
        List<SymExpr> steps = new ArrayList<>(Collections.nCopies(shape.rank(), Dims.ONE));
        SymExpr step = Dims.ONE;
        for (int i = order.size() - 1; i >= 0; i--) {
            int axis = order.get(i);
            steps.set(axis, step);
            SymExpr dim = shape.dims().get(axis);
            step = Dims.isZero(dim) ? step : Dims.multiply(step, dim);
        }
        return new Strides(steps);
    }

    /** Whether elements lie in row-major order without gaps; the strides of axes of extent 1 do not matter. */
    public boolean isContiguous(Shape shape) {
        return matches(shape, contiguous(shape));
    }

    public boolean isChannelsLast(Shape shape) {
        return shape.rank() == 4 && matches(shape, channelsLast(shape));
    }

    public boolean isChannelsLast3d(Shape shape) {
        return shape.rank() == 5 && matches(shape, channelsLast(shape));
    }

    private boolean matches(Shape shape, Strides wanted) {
        for (int i = 0; i < steps.size(); i++) {
            if (!Dims.isOne(shape.dims().get(i)) && !steps.get(i).equals(wanted.steps.get(i))) {
                return isEmpty(shape);
            }
        }
        return true;
    }

    private static boolean isEmpty(Shape shape) {
        return shape.dims().stream().anyMatch(Dims::isZero);
    }

    /** The axes from the outermost to the densest. */
    public List<Integer> order() {
        List<Integer> axes = new ArrayList<>(IntStream.range(0, steps.size()).boxed().toList());
        axes.sort(Comparator.comparing((Integer axis) -> magnitude(steps.get(axis))).reversed());
        return axes;
    }

    /** Orders strides; a symbolic one counts with large symbols. */
    private static Double magnitude(SymExpr step) {
        return Magnitude.of(step);
    }

    /**
     * The strides of the same memory seen as {@code target}, or empty when that takes a copy: torch's
     * {@code computeStride}.
     */
    public Optional<Strides> viewAs(Shape shape, Shape target) {
        if (shape.dims().stream().anyMatch(Dims::isZero)) {
            return Optional.of(contiguous(target));
        }
        if (isContiguous(shape)) {
            return Optional.of(contiguous(target));
        }
        List<SymExpr> steps = new ArrayList<>(Collections.nCopies(target.rank(), Dims.ONE));
        int view = target.rank() - 1;
        SymExpr chunkBase = this.steps.getLast();
        SymExpr elements = Dims.ONE;
        SymExpr viewElements = Dims.ONE;
        for (int axis = shape.rank() - 1; axis >= 0; axis--) {
            elements = Dims.multiply(elements, shape.dims().get(axis));
            boolean chunkEnds = axis == 0 || !Dims.isOne(shape.dims().get(axis - 1))
                    && !this.steps.get(axis - 1).equals(Dims.multiply(elements, chunkBase));
            if (!chunkEnds) {
                continue;
            }
            while (view >= 0 && (!viewElements.equals(elements) || Dims.isOne(target.dims().get(view)))) {
                steps.set(view, Dims.multiply(viewElements, chunkBase));
                viewElements = Dims.multiply(viewElements, target.dims().get(view));
                view--;
            }
            if (!viewElements.equals(elements)) {
                return Optional.empty();
            }
            if (axis > 0) {
                chunkBase = this.steps.get(axis - 1);
                elements = Dims.ONE;
                viewElements = Dims.ONE;
            }
        }
        return view == -1 ? Optional.of(new Strides(steps)) : Optional.empty();
    }

    /** Sizes of symbolic strides, only to sort axes. */
    private static final class Magnitude {

        private static final double TYPICAL_SYMBOL = 64;

        static double of(SymExpr expr) {
            return switch (expr) {
                case SymExpr.Constant(long value) -> value;
                case SymExpr.Real(double value) -> value;
                case SymExpr.Symbol symbol -> TYPICAL_SYMBOL;
                case SymExpr.Unknown unknown -> TYPICAL_SYMBOL;
                case SymExpr.Call(var function, List<SymExpr> arguments) -> switch (function) {
                    case ADD -> arguments.stream().mapToDouble(Magnitude::of).sum();
                    case MUL -> arguments.stream().mapToDouble(Magnitude::of).reduce(1, (a, b) -> a * b);
                    case FLOOR_DIV, CLEAN_DIV, CEIL_DIV -> of(arguments.get(0)) / of(arguments.get(1));
                    default -> TYPICAL_SYMBOL;
                };
            };
        }
    }
}
