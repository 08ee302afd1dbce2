package dev.partita.pt2;

import dev.partita.pt2.schema.Argument;
import dev.partita.pt2.schema.ScalarRef;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The value names that an argument mentions. */
final class ArgumentNames {

    private ArgumentNames() {}

    /** Tensors and scalars; not those inside nested graphs, which are names of their own. */
    static List<String> of(Argument argument) {
        List<String> tensors = tensors(argument);
        return tensors.isEmpty() ? scalars(argument) : tensors;
    }

    static List<String> tensors(Argument argument) {
        return switch (argument) {
            case Argument.Tensor(String name) -> List.of(name);
            case Argument.TensorList(List<String> names) -> names;
            case Argument.OptionalTensor(Optional<String> name) -> name.stream().toList();
            case Argument.OptionalTensorList(List<Optional<String>> names) ->
                names.stream().flatMap(Optional::stream).toList();
            case Argument.NestedTensorList(List<List<String>> names) -> names.stream().flatMap(List::stream).toList();
            default -> List.of();
        };
    }

    private static List<String> scalars(Argument argument) {
        return switch (argument) {
            case Argument.SymIntRef(ScalarRef<Long> value) -> names(List.of(value));
            case Argument.SymIntList(List<ScalarRef<Long>> values) -> names(values);
            case Argument.SymFloatRef(ScalarRef<Double> value) -> names(List.of(value));
            case Argument.SymFloatList(List<ScalarRef<Double>> values) -> names(values);
            case Argument.SymBoolRef(ScalarRef<Boolean> value) -> names(List.of(value));
            case Argument.SymBoolList(List<ScalarRef<Boolean>> values) -> names(values);
            default -> List.of();
        };
    }

    private static <T> List<String> names(List<ScalarRef<T>> refs) {
        return refs.stream().flatMap(ArgumentNames::name).toList();
    }

    private static Stream<String> name(ScalarRef<?> ref) {
        return ref instanceof ScalarRef.Named<?>(String name) ? Stream.of(name) : Stream.of();
    }
}
