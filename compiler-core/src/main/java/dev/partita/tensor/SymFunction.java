package dev.partita.tensor;

/** The functions that may stand in a {@link SymExpr.Call}; semantics are those of torch's sympy functions. */
public enum SymFunction {
    /** n-ary sum. */
    ADD,
    /** n-ary product. */
    MUL,
    POW,
    /** Rounds towards minus infinity, as Python's {@code //}. */
    FLOOR_DIV,
    CEIL_DIV,
    /** Exact division: the result is known to be an integer. */
    CLEAN_DIV,
    /** Python's {@code %}: the sign of the divisor. */
    MOD,
    /** {@code (a // b) % c}. */
    MODULAR_INDEXING,
    MIN,
    MAX,
    ABS,
    TRUE_DIV,
    TO_FLOAT,
    TRUNC_TO_INT,
    ROUND_TO_INT,
    FLOOR_TO_INT,
    CEIL_TO_INT,
    WHERE,
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    AND,
    OR,
    NOT,
    /** A function this version does not know: kept as written, never evaluated. */
    OPAQUE
}
