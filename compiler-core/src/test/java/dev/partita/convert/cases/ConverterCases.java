package dev.partita.convert.cases;

import java.util.List;

/** All cases, family by family, as the converters stand in their table. */
public final class ConverterCases {

    private ConverterCases() {}

    public static List<ConverterCase> all() {
        return Cases.all(
                ElementwiseMatrix.all(),
                TypeMatrix.all(),
                ArithmeticCases.all(),
                ComparisonCases.all(),
                UnaryCases.all(),
                ReductionCases.all(),
                ShapeCases.all(),
                IndexCases.all(),
                CreationCases.all(),
                MatrixCases.all(),
                SpatialCases.all(),
                NormalizationCases.all(),
                ForeignCases.all());
    }
}
