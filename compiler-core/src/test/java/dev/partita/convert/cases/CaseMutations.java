package dev.partita.convert.cases;

import dev.partita.ir.Arg;
import dev.partita.settings.PrecisionSettings;
import dev.partita.tensor.DType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Neighbours of a case: other element types, extents, constants, numbers and flags. Many are calls that torch itself
 * refuses; the others show what nobody thought of writing down.
 */
public final class CaseMutations {

    private static final List<DType> TYPES = List.of(
            DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16, DType.FLOAT64, DType.INT32, DType.INT64, DType.BOOL);

    /** Which of equal elements counts as the largest is not defined. */
    private static final Set<String> NAMING_PLACES = Set.of("max", "min", "topk", "sort");

    private final RandomGenerator random;

    public CaseMutations(RandomGenerator random) {
        this.random = random;
    }

    /**
     * Whether neighbours of the case can be compared. Libtorch trusts what it is told about bags and statistics, and reads
     * beyond them; masks may hide all keys, which is 0 for libtorch and NaN elsewhere.
     */
    public static boolean hasNeighbours(ConverterCase theCase) {
        String packet = theCase.op().split("\\.")[1];
        return theCase.expectation().answer().isEmpty()
                && !packet.contains("embedding_bag")
                && !packet.contains("batch_norm")
                && !(packet.contains("attention") && theCase.name().contains("truth mask"))
                && !packet.startsWith("arg");
    }

    /** The case after one to three changes. */
    public ConverterCase mutated(ConverterCase theCase) {
        ConverterCase changed = theCase;
        int changes = random.nextInt(1, 4);
        for (int i = 0; i < changes; i++) {
            changed = changedOnce(changed);
        }
        ConverterCase.Expectation expectation = new ConverterCase.Expectation(
                NAMING_PLACES.contains(theCase.op().split("\\.")[1]) ? List.of(0) : changed.expectation().results(),
                changed.expectation().tolerance(),
                changed.expectation().settings().with(PrecisionSettings.TRUNCATE_DOUBLE, true),
                Optional.empty());
        return new ConverterCase(
                changed.op() + " " + changed.args() + changed.kwargs(), changed.op(), changed.args(), changed.kwargs(),
                expectation);
    }

    private ConverterCase changedOnce(ConverterCase theCase) {
        return switch (random.nextInt(6)) {
            case 0 -> retyped(theCase);
            case 1 -> withOneTensorRetyped(theCase);
            case 2 -> withOtherExtent(theCase);
            case 3 -> withExtentMadeDynamicOrStatic(theCase);
            case 4 -> withConstantMadeComputedOrBack(theCase);
            default -> withOtherLiteral(theCase);
        };
    }

    /** All tensors of the first tensor's type. */
    private ConverterCase retyped(ConverterCase theCase) {
        List<CaseTensor> tensors = theCase.tensors(true);
        if (tensors.isEmpty()) {
            return theCase;
        }
        DType from = tensors.getFirst().dtype();
        DType to = oneOf(TYPES);
        return withTensors(theCase, tensor -> tensor.dtype() == from ? tensor.as(to) : tensor);
    }

    private ConverterCase withOneTensorRetyped(ConverterCase theCase) {
        return withOneTensor(theCase, tensor -> tensor.as(oneOf(TYPES)));
    }

    private ConverterCase withOtherExtent(ConverterCase theCase) {
        long from = anyExtent(theCase);
        long to = random.nextInt(8);
        return withTensors(theCase, tensor -> withDims(
                tensor, dim -> Math.abs(dim) == from ? (dim < 0 && to > 1 ? -to : to) : dim));
    }

    private ConverterCase withExtentMadeDynamicOrStatic(ConverterCase theCase) {
        long extent = anyExtent(theCase);
        // A constant does not grow with the others.
        boolean fixed = theCase.tensors(true).stream().anyMatch(tensor -> tensor.weight() && tensor.dims().contains(extent));
        return extent < 2 || fixed
                ? theCase
                : withTensors(theCase, tensor -> tensor.weight()
                        ? tensor
                        : withDims(tensor, dim -> Math.abs(dim) == extent ? -dim : dim));
    }

    private ConverterCase withConstantMadeComputedOrBack(ConverterCase theCase) {
        return withOneTensor(theCase, tensor -> {
            CaseTensor fixed = withDims(tensor, Math::abs);
            return new CaseTensor(fixed.dtype(), fixed.dims(), fixed.values(), !fixed.weight());
        });
    }

    private ConverterCase withOtherLiteral(ConverterCase theCase) {
        int[] left = {random.nextInt(4)};
        return mapped(theCase, arg -> {
            if (arg instanceof CaseArg.Literal(Arg value) && left[0]-- == 0) {
                return new CaseArg.Literal(other(value));
            }
            return arg;
        });
    }

    private Arg other(Arg value) {
        return switch (value) {
            case Arg.Int(long number) -> Arg.of(oneOf(List.of(number - 1, number + 1, -number, 0L, 1L)));
            case Arg.Float(double number) -> Arg.of(oneOf(List.of(-number, number + 0.5, 0.0, 1.0, 2.0)));
            case Arg.Bool(boolean truth) -> Arg.of(!truth);
            case Arg.Dtype _ -> Arg.of(oneOf(TYPES));
            default -> value;
        };
    }

    private long anyExtent(ConverterCase theCase) {
        List<Long> extents = theCase.tensors(true).stream()
                .flatMap(tensor -> tensor.dims().stream())
                .map(Math::abs)
                .toList();
        return extents.isEmpty() ? -1 : oneOf(extents);
    }

    private ConverterCase withOneTensor(ConverterCase theCase, UnaryOperator<CaseTensor> change) {
        int count = theCase.tensors(true).size();
        int[] left = {count == 0 ? -1 : random.nextInt(count)};
        return withTensors(theCase, tensor -> left[0]-- == 0 ? change.apply(tensor) : tensor);
    }

    private static CaseTensor withDims(CaseTensor tensor, UnaryOperator<Long> change) {
        return new CaseTensor(
                tensor.dtype(), tensor.dims().stream().map(change).toList(), tensor.values(), tensor.weight());
    }

    private static ConverterCase withTensors(ConverterCase theCase, UnaryOperator<CaseTensor> change) {
        return mapped(theCase, arg -> arg instanceof CaseTensor tensor ? change.apply(tensor) : arg);
    }

    private static ConverterCase mapped(ConverterCase theCase, Function<CaseArg, CaseArg> change) {
        List<CaseArg> args = new ArrayList<>();
        theCase.args().forEach(arg -> args.add(mapped(arg, change)));
        Map<String, CaseArg> kwargs = new LinkedHashMap<>();
        theCase.kwargs().forEach((key, arg) -> kwargs.put(key, mapped(arg, change)));
        return new ConverterCase(theCase.name(), theCase.op(), args, kwargs, theCase.expectation());
    }

    private static CaseArg mapped(CaseArg arg, Function<CaseArg, CaseArg> change) {
        return arg instanceof CaseArg.Items(List<CaseArg> items)
                ? new CaseArg.Items(items.stream().map(item -> mapped(item, change)).toList())
                : change.apply(arg);
    }

    private <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
