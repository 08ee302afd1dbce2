package dev.partita.ir.schema;

/**
 * Type of a parameter.
 *
 * @param base {@code Tensor}, {@code SymInt}, {@code Scalar}, {@code float}...
 * @param list whether it takes a list of them
 * @param length fixed length of the list, to which a single value is repeated; 0 when any length fits
 * @param optional whether None is allowed
 * @param aliased whether a result shares its memory
 * @param mutated whether the operator writes to it
 */
public record ParameterType(String base, boolean list, int length, boolean optional, boolean aliased, boolean mutated) {

    /** Reads {@code Tensor(a!)}, {@code SymInt[2]?}, {@code Tensor?[]}. */
    static ParameterType parse(String text) {
        int alias = text.indexOf('(');
        boolean mutated = false;
        String plain = text;
        if (alias >= 0) {
            int close = text.indexOf(')', alias);
            mutated = text.substring(alias, close).contains("!");
            plain = text.substring(0, alias) + text.substring(close + 1);
        }
        boolean optional = plain.endsWith("?");
        if (optional) {
            plain = plain.substring(0, plain.length() - 1);
        }
        int bracket = plain.indexOf('[');
        int length = 0;
        String base = plain;
        if (bracket >= 0) {
            String inside = plain.substring(bracket + 1, plain.length() - 1);
            length = inside.isEmpty() ? 0 : Integer.parseInt(inside);
            base = plain.substring(0, bracket);
        }
        if (base.endsWith("?")) {
            base = base.substring(0, base.length() - 1);
        }
        return new ParameterType(base, bracket >= 0, length, optional, alias >= 0, mutated);
    }

    public boolean isTensor() {
        return base.equals("Tensor");
    }

    public boolean isInteger() {
        return base.equals("int") || base.equals("SymInt");
    }
}
