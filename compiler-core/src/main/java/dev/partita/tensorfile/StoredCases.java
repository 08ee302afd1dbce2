package dev.partita.tensorfile;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/** Several calls of one model with what they returned. */
public record StoredCases(String model, Tolerance tolerance, List<StoredCase> cases) {

    public StoredCases {
        cases = List.copyOf(cases);
    }

    /** Where the stored calls of a model are looked for: {@code model.io.json} beside {@code model.pt2}. */
    public static Path beside(Path model) {
        return model.resolveSibling(String.valueOf(model.getFileName()).replaceFirst("\\.pt2$", "") + ".io.json");
    }

    /** Values a and b agree when {@code |a - b| <= absolute + relative * |b|}. */
    public record Tolerance(double absolute, double relative) {

        /** {@code absolute tolerance 0.0001, relative 0.001} */
        @Override
        public String toString() {
            return "absolute tolerance " + plain(absolute) + ", relative " + plain(relative);
        }

        /** Without the zeros that say nothing. */
        private static String plain(double value) {
            BigDecimal number = BigDecimal.valueOf(value).stripTrailingZeros();
            return value == 0 ? "0" : value < 1e-6 ? number.toString().replace('E', 'e') : number.toPlainString();
        }
    }
}
