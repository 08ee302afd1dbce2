package dev.partita.tensor;

import dev.partita.tensor.SymExpr.Call;
import dev.partita.tensor.SymExpr.Constant;
import dev.partita.tensor.SymExpr.Real;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads expressions from text, never by evaluating it: both sympy's constructor form ({@code srepr},
 * {@code Add(Symbol('s0', integer=True), Integer(1))}, torch 2.7 and later) and its infix form ({@code s0 + 1}, older
 * files and the keys of range constraints). One grammar covers both. Functions that are not known stay
 * {@link SymExpr.Unknown}.
 */
public final class SymParser {

    private static final int MAX_LENGTH = 20_000;
    private static final int MAX_DEPTH = 100;

    private static final Map<String, SymFunction> FUNCTIONS = Map.ofEntries(
            Map.entry("Add", SymFunction.ADD),
            Map.entry("Mul", SymFunction.MUL),
            Map.entry("Pow", SymFunction.POW),
            Map.entry("PowByNatural", SymFunction.POW),
            Map.entry("FloorDiv", SymFunction.FLOOR_DIV),
            Map.entry("CeilDiv", SymFunction.CEIL_DIV),
            Map.entry("CleanDiv", SymFunction.CLEAN_DIV),
            Map.entry("Mod", SymFunction.MOD),
            Map.entry("PythonMod", SymFunction.MOD),
            Map.entry("ModularIndexing", SymFunction.MODULAR_INDEXING),
            Map.entry("Min", SymFunction.MIN),
            Map.entry("Max", SymFunction.MAX),
            Map.entry("Abs", SymFunction.ABS),
            Map.entry("IntTrueDiv", SymFunction.TRUE_DIV),
            Map.entry("FloatTrueDiv", SymFunction.TRUE_DIV),
            Map.entry("TrueDiv", SymFunction.TRUE_DIV),
            Map.entry("ToFloat", SymFunction.TO_FLOAT),
            Map.entry("TruncToInt", SymFunction.TRUNC_TO_INT),
            Map.entry("RoundToInt", SymFunction.ROUND_TO_INT),
            Map.entry("FloorToInt", SymFunction.FLOOR_TO_INT),
            Map.entry("floor", SymFunction.FLOOR_TO_INT),
            Map.entry("CeilToInt", SymFunction.CEIL_TO_INT),
            Map.entry("ceiling", SymFunction.CEIL_TO_INT),
            Map.entry("Where", SymFunction.WHERE),
            Map.entry("Equality", SymFunction.EQ),
            Map.entry("Eq", SymFunction.EQ),
            Map.entry("Unequality", SymFunction.NE),
            Map.entry("Ne", SymFunction.NE),
            Map.entry("StrictLessThan", SymFunction.LT),
            Map.entry("LessThan", SymFunction.LE),
            Map.entry("StrictGreaterThan", SymFunction.GT),
            Map.entry("GreaterThan", SymFunction.GE),
            Map.entry("And", SymFunction.AND),
            Map.entry("Or", SymFunction.OR),
            Map.entry("Not", SymFunction.NOT));

    private final String text;
    private final SymLexer lexer;
    private int depth;

    private SymParser(String text) {
        this.text = text;
        this.lexer = new SymLexer(text);
    }

    /** @throws IllegalArgumentException with the reason, when the text is not an expression */
    public static SymExpr parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("expression is " + text.length() + " characters long; at most "
                    + MAX_LENGTH + " are accepted");
        }
        try {
            SymParser parser = new SymParser(text);
            SymExpr expr = parser.disjunction();
            if (!parser.lexer.atEnd()) {
                throw parser.lexer.unexpected();
            }
            return expr;
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("expression '" + text + "': " + e.getMessage(), e);
        }
    }

    private SymExpr disjunction() {
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("expression is nested deeper than " + MAX_DEPTH + " levels");
        }
        SymExpr left = conjunction();
        while (lexer.accept("|") || lexer.accept("or")) {
            left = SymMath.call(SymFunction.OR, List.of(left, conjunction()));
        }
        depth--;
        return left;
    }

    private SymExpr conjunction() {
        SymExpr left = relation();
        while (lexer.accept("&") || lexer.accept("and")) {
            left = SymMath.call(SymFunction.AND, List.of(left, relation()));
        }
        return left;
    }

    private SymExpr relation() {
        SymExpr left = sum();
        if (lexer.accept("==")) {
            return SymMath.call(SymFunction.EQ, List.of(left, sum()));
        } else if (lexer.accept("!=")) {
            return SymMath.call(SymFunction.NE, List.of(left, sum()));
        } else if (lexer.accept("<=")) {
            return SymMath.call(SymFunction.LE, List.of(left, sum()));
        } else if (lexer.accept(">=")) {
            return SymMath.call(SymFunction.GE, List.of(left, sum()));
        } else if (lexer.accept("<")) {
            return SymMath.call(SymFunction.LT, List.of(left, sum()));
        } else if (lexer.accept(">")) {
            return SymMath.call(SymFunction.GT, List.of(left, sum()));
        }
        return left;
    }

    private SymExpr sum() {
        List<SymExpr> summands = new ArrayList<>(List.of(product()));
        while (true) {
            if (lexer.accept("+")) {
                summands.add(product());
            } else if (lexer.accept("-")) {
                summands.add(SymMath.neg(product()));
            } else {
                return summands.size() == 1 ? summands.getFirst() : SymMath.add(summands);
            }
        }
    }

    private SymExpr product() {
        SymExpr left = unary();
        while (true) {
            if (lexer.accept("*")) {
                left = SymMath.mul(left, unary());
            } else if (lexer.accept("//")) {
                left = SymMath.floorDiv(left, unary());
            } else if (lexer.accept("/")) {
                SymExpr dividend = left;
                SymExpr divisor = unary();
                left = SymMath.divideExactly(dividend, divisor)
                        .orElseGet(() -> SymMath.call(SymFunction.TRUE_DIV, List.of(dividend, divisor)));
            } else if (lexer.accept("%")) {
                left = SymMath.mod(left, unary());
            } else {
                return left;
            }
        }
    }

    private SymExpr unary() {
        boolean negate = false;
        boolean invert = false;
        while (true) {
            if (lexer.accept("-")) {
                negate = !negate;
            } else if (lexer.accept("~") || lexer.accept("not")) {
                invert = !invert;
            } else if (!lexer.accept("+")) {
                break;
            }
        }
        SymExpr operand = power();
        SymExpr signed = negate ? SymMath.neg(operand) : operand;
        return invert ? SymMath.call(SymFunction.NOT, List.of(signed)) : signed;
    }

    private SymExpr power() {
        SymExpr base = primary();
        if (!lexer.accept("**")) {
            return base;
        }
        if (++depth > MAX_DEPTH) {
            throw new IllegalArgumentException("expression is nested deeper than " + MAX_DEPTH + " levels");
        }
        SymExpr exponent = unary();
        depth--;
        return SymMath.call(SymFunction.POW, List.of(base, exponent));
    }

    private SymExpr primary() {
        if (lexer.accept("(")) {
            SymExpr inner = disjunction();
            lexer.expect(")");
            return inner;
        }
        int start = lexer.position();
        return switch (lexer.kind()) {
            case NUMBER -> number(lexer.take());
            case NAME -> {
                String name = lexer.take();
                yield lexer.accept("(") ? call(name, start) : named(name);
            }
            case TEXT, OPERATOR, END -> throw lexer.unexpected();
        };
    }

    private SymExpr number(String digits) {
        try {
            return digits.chars().allMatch(Character::isDigit)
                    ? SymExpr.of(Long.parseLong(digits))
                    : new Real(Double.parseDouble(digits));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + digits + "' in '" + text + "' is not a 64-bit number", e);
        }
    }

    private SymExpr real(String digits) {
        try {
            return new Real(Double.parseDouble(digits));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + digits + "' in '" + text + "' is not a number", e);
        }
    }

    private static SymExpr named(String name) {
        return switch (name) {
            case "oo", "int_oo", "zoo", "nan", "pi", "E", "I", "true", "false", "True", "False" ->
                new SymExpr.Unknown(name);
            default -> SymExpr.symbol(name);
        };
    }

    /** The opening parenthesis is already taken. */
    private SymExpr call(String name, int start) {
        return switch (name) {
            case "Symbol" -> {
                String symbol = lexer.takeText();
                skipAssumptions();
                yield SymExpr.symbol(symbol);
            }
            case "Float" -> {
                String digits = lexer.take();
                skipAssumptions();
                yield real(digits);
            }
            default -> apply(name, arguments(), start);
        };
    }

    private SymExpr apply(String name, List<SymExpr> arguments, int start) {
        if ((name.equals("Integer") || name.equals("Identity")) && arguments.size() == 1) {
            return arguments.getFirst();
        }
        if (name.equals("Rational") && arguments.size() == 2
                && arguments.get(0) instanceof Constant && arguments.get(1) instanceof Constant) {
            return SymMath.divideExactly(arguments.get(0), arguments.get(1))
                    .orElseGet(() -> new Call(SymFunction.TRUE_DIV, arguments));
        }
        SymFunction function = FUNCTIONS.get(name);
        return function == null
                ? new SymExpr.Unknown(text.substring(start, lexer.end()))
                : SymMath.call(function, arguments);
    }

    private List<SymExpr> arguments() {
        List<SymExpr> arguments = new ArrayList<>();
        if (lexer.accept(")")) {
            return arguments;
        }
        do {
            arguments.add(disjunction());
        } while (lexer.accept(","));
        lexer.expect(")");
        return arguments;
    }

    /** {@code , positive=True, integer=True)}: what sympy assumes follows from the range constraints here. */
    private void skipAssumptions() {
        while (lexer.accept(",")) {
            lexer.take();
            lexer.expect("=");
            lexer.take();
        }
        lexer.expect(")");
    }
}
