package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One line of the converter table.
 *
 * @param check what the converter cannot express, beyond the rules that hold for every op
 * @param sizedByData calls whose result has extents that depend on values: the engine allocates it while running
 */
public record ConverterRow(OpName op, Converter converter, ConversionCheck check, Predicate<Node> sizedByData) {

    private static final ConversionCheck ALWAYS = (node, settings) -> Optional.empty();

    /** @param shortName {@code aten.add.Tensor} */
    public static ConverterRow row(String shortName, Converter converter) {
        return new ConverterRow(OpName.of(shortName), converter, ALWAYS, node -> false);
    }

    /** The same line for calls in which {@code newCheck} sees no obstacle. */
    public ConverterRow unless(ConversionCheck newCheck) {
        return new ConverterRow(op, converter, check.and(newCheck), sizedByData);
    }

    public ConverterRow sizedByData(Predicate<Node> calls) {
        return new ConverterRow(op, converter, check, calls);
    }
}
