package dev.partita.tensor;

/** The functions that may stand in a {@link SymExpr.Call}; semantics are those of torch's sympy functions. */
public enum SymFunction {
    /** n-ary sum. */
    ADD,
    /** n-ary product. */
    MUL,
    /** The exponent is a known integer. */
    POW,
    /** Rounds towards minus infinity, as Python's {@code //}. */
    FLOOR_DIV,
    /** Rounds up; {@link SymMath} writes it as a floor division. */
    CEIL_DIV,
    /** Exact division: the result is known to be an integer. */
    CLEAN_DIV,
    /** Python's {@code %}: the sign of the divisor. */
    MOD,
    /** {@code (a // b) % c}. */
    MODULAR_INDEXING,
    /** n-ary minimum. */
    MIN,
    /** n-ary maximum. */
    MAX,
    ABS,
    TRUE_DIV,
    TO_FLOAT,
    TRUNC_TO_INT,
    ROUND_TO_INT,
    FLOOR_TO_INT,
    CEIL_TO_INT,
    /** {@code condition ? first : second}. */
    WHERE,
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    AND,
    OR,
    NOT
}
