package dev.partita.convert;

import dev.partita.ir.OpName;

/**
 * One line of the converter table.
 *
 * @param check what the converter cannot express, beyond the rules that hold for every op
 */
public record ConverterRow(OpName op, Converter converter, ConversionCheck check) {

    /** @param shortName {@code aten.add.Tensor} */
    public static ConverterRow row(String shortName, Converter converter) {
        return new ConverterRow(OpName.of(shortName), converter, ConversionCheck.ALWAYS);
    }

    /** The same line for calls that {@code newCheck} lets pass. */
    public ConverterRow unless(ConversionCheck newCheck) {
        return new ConverterRow(op, converter, check.and(newCheck));
    }
}
