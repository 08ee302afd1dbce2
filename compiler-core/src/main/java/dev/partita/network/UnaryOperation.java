package dev.partita.network;

/** TensorRT's element-wise operations on one tensor; ROUND goes to even on ties. */
public enum UnaryOperation {
    EXP,
    LOG,
    SQRT,
    RECIP,
    ABS,
    NEG,
    SIN,
    COS,
    TAN,
    SINH,
    COSH,
    ASIN,
    ACOS,
    ATAN,
    ASINH,
    ACOSH,
    ATANH,
    CEIL,
    FLOOR,
    ERF,
    NOT,
    SIGN,
    ROUND,
    ISINF,
    ISNAN
}
