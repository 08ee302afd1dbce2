package dev.partita.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymMathTest {

    private static final SymExpr S0 = SymExpr.symbol("s0");
    private static final SymExpr S1 = SymExpr.symbol("s1");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s0 + s0                | 2*s0
            s0 - s0                | 0
            1 + s0                 | s0 + 1
            1 - s0                 | 1 - s0
            -s0 - 1                | -s0 - 1
            -s0 + s1               | -s0 + s1
            2*s1 + s0              | s0 + 2*s1
            s1*s0*2                | 2*s0*s1
            -1*s0*s1 + 1           | -s0*s1 + 1
            (s0 + 1)*(s0 - 1)      | s0**2 - 1
            2*(s0 + 1)             | 2*s0 + 2
            s0**2*s0               | s0**3
            s10 + s9               | s10 + s9
            s0*s1 + s0**2 + s1     | s0**2 + s0*s1 + s1
            (4*s0 + 3)//2          | 2*s0 + 1
            (s0 + 1)//2            | ((s0 + 1)//2)
            s0//2                  | (s0//2)
            (2*s0)//4              | (s0//2)
            (s0*s1)//s0            | s1
            (s0//2)//3             | (s0//6)
            (2*s0 + 2)//(s0 + 1)   | 2
            2*(s0//2)              | 2*((s0//2))
            s0//2 + 1              | ((s0//2)) + 1
            7//2                   | 3
            (-7)//2                | -4
            (-7)%3                 | 2
            (4*s0)%2               | 0
            s0%2                   | Mod(s0, 2)
            Max(2*s69, s17)        | Max(s17, 2*s69)
            Min(4*s0, 4)           | Min(4, 4*s0)
            Max(1, Max(u0, 3))     | Max(3, u0)
            Eq(s0, 4)              | Eq(s0, 4)
            s0 + 1 >= 4            | s0 + 1 >= 4
            ToFloat(4)             | 4.0
            """)
    void simplifiesAndPrintsAsSympyDoes(String written, String canonical) {
        SymExpr expr = SymParser.parse(written);
        assertEquals(canonical, expr.toString());
        assertEquals(expr, SymParser.parse(canonical), "the printed form means the same");
        assertEquals(expr, SymParser.parse(SymSrepr.print(expr)), "and so does the constructor form");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Add(Mul(Integer(6), Symbol('s69', positive=True, integer=True)), Integer(-1)) | 6*s69 - 1
            Symbol('u0', integer=True) | u0
            Pow(Symbol('s70', positive=True, integer=True), Integer(2)) | s70**2
            Min(Integer(48), Mul(Integer(48), Symbol('s77', positive=True, integer=True))) | Min(48, 48*s77)
            FloorDiv(Symbol('s0', integer=True), Integer(2)) | (s0//2)
            FloatTrueDiv(ToFloat(Symbol('s77', integer=True)), Float('3.0', precision=53)) | FloatTrueDiv(ToFloat(s77), 3.0)
            GreaterThan(Symbol('u0', integer=True), Integer(2)) | u0 >= 2
            Gamma(Symbol('s0', integer=True)) | Gamma(Symbol('s0', integer=True))
            """)
    void readsConstructorFormToo(String srepr, String infix) {
        assertEquals(infix, SymParser.parse(srepr).toString());
    }

    @Test
    void equalExpressionsAreEqualHoweverTheyWereBuilt() {
        SymExpr left = SymMath.mul(SymMath.add(S0, 1), SymMath.add(S1, 2));
        SymExpr right = SymMath.add(
                SymMath.mul(S1, S0), SymMath.mul(S0, 2), S1, SymExpr.of(2));
        assertEquals(left, right);
        assertEquals("s0*s1 + 2*s0 + s1 + 2", left.toString());
    }

    @Test
    void valuesFollowFromTheSymbols() {
        Map<String, Long> values = Map.of("s0", 7L, "s1", -3L);
        assertEquals(OptionalLong.of(3), SymEval.evaluate(SymParser.parse("s0//2"), values));
        assertEquals(OptionalLong.of(-3), SymEval.evaluate(SymParser.parse("s0//s1"), values));
        assertEquals(OptionalLong.of(-2), SymEval.evaluate(SymParser.parse("s0 % s1"), values));
        assertEquals(OptionalLong.of(1), SymEval.evaluate(SymParser.parse("s0 > s1"), values));
        assertEquals(OptionalLong.of(3), SymEval.evaluate(SymParser.parse("TruncToInt(FloatTrueDiv(ToFloat(s0), 2.0))"), values));
        assertEquals(OptionalLong.empty(), SymEval.evaluate(SymParser.parse("s0 + s2"), values));
        assertEquals(OptionalLong.empty(), SymEval.evaluate(SymParser.parse("s0//(s1 + 3)"), values));
    }

    @Test
    void substitutionSimplifiesAgain() {
        SymExpr expr = SymParser.parse("(s0 + 1)//2 + s1");
        assertEquals("s1 + 4", SymMath.substitute(expr, Map.of("s0", SymExpr.of(7))).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            s0 +
            s0 s1
            (s0
            s0)
            99999999999999999999
            s0 // 0
            9223372036854775807 * 2
            __import__('os')
            s0 # 1
            """)
    void refusesWhatIsNotAnExpression(String text) {
        assertThrows(IllegalArgumentException.class, () -> SymParser.parse(text));
    }

    @Test
    void hostileDepthAndLengthAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SymParser.parse("(".repeat(9000)));
        assertThrows(IllegalArgumentException.class, () -> SymParser.parse("-".repeat(15000)));
        assertThrows(IllegalArgumentException.class, () -> SymParser.parse("2**".repeat(5000) + "2"));
        assertThrows(IllegalArgumentException.class, () -> SymParser.parse("s0 + ".repeat(9000) + "s0"));
    }
}
