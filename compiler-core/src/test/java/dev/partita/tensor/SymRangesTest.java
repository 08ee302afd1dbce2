package dev.partita.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SymRangesTest {

    private static final Map<String, SymRange> RANGES = Map.of(
            "s0", new SymRange(1, 8), "s1", new SymRange(4, 64), "u0", new SymRange(0, SymRange.UNBOUNDED_MAX));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2*s0 + 1       | 3 | 17
            s0*s1          | 4 | 512
            1 - s0         | -7 | 0
            (s1 + 1)//2    | 2 | 32
            s1 % s0        | 0 | 7
            s0 - s0        | 0 | 0
            s0**2          | 1 | 64
            Max(s0, 4)     | 4 | 8
            Min(s0, s1)    | 1 | 8
            s0 <= s1       | 0 | 1
            s0 < s1 + 8    | 1 | 1
            """)
    void boundsFollowFromTheSymbols(String expr, long min, long max) {
        assertEquals(new SymRange(min, max), SymRanges.bound(SymParser.parse(expr), RANGES));
    }

    @Test
    void whatHasNoUpperBoundStaysWithoutOne() {
        assertEquals(
                new SymRange(1, SymRange.UNBOUNDED_MAX), SymRanges.bound(SymParser.parse("3*u0 + s0"), RANGES));
        assertEquals(
                new SymRange(SymRange.UNBOUNDED_MIN, 7), SymRanges.bound(SymParser.parse("8 - s0 - u0"), RANGES));
        assertEquals(
                new SymRange(SymRange.UNBOUNDED_MIN, SymRange.UNBOUNDED_MAX),
                SymRanges.bound(SymParser.parse("s0//u0"), RANGES), "the divisor may be zero");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Max(1, s0)       | s0
            Min(48, 48*s0)   | 48
            Min(s0, s1 + 4)  | s0
            Min(s0, s1)      | Min(s0, s1)
            s0 % 9           | s0
            s0//9            | 0
            s0 % 4           | Mod(s0, 4)
            s0 >= 1          | 1
            """)
    void rangesDecideWhatSymbolsAloneCannot(String expr, String simple) {
        assertEquals(simple, SymRanges.simplify(SymParser.parse(expr), RANGES).toString());
    }

    @Test
    void derivedDimensionsNarrowTheirSymbol() {
        Map<String, SymRange> constraints = new LinkedHashMap<>();
        constraints.put("2*s69", new SymRange(8, 129));
        constraints.put("s17", new SymRange(2, 32));
        constraints.put("s69", new SymRange(3, 64));
        constraints.put("1 - s5", new SymRange(-6, 0));
        assertEquals(
                Map.of("s69", new SymRange(4, 64), "s17", new SymRange(2, 32), "s5", new SymRange(1, 7)),
                SymRanges.perSymbol(constraints));
    }

    @Test
    void aSymbolFollowsFromAnActualSize() {
        Linear derived = Linear.of(SymParser.parse("8*s39 - 8")).orElseThrow();
        assertEquals(OptionalLong.of(5), derived.solve(32));
        assertEquals(OptionalLong.empty(), derived.solve(33));
        assertEquals(Optional.empty(), Linear.of(SymParser.parse("s0*s1")));
        assertEquals(Optional.empty(), Linear.of(SymParser.parse("s0//2")));
        assertEquals(Optional.empty(), Linear.of(SymExpr.of(4)));
    }

    @Property
    void valuesLieWithinTheBounds(
            @ForAll @IntRange(min = -20, max = 20) int scale,
            @ForAll @IntRange(min = -20, max = 20) int offset,
            @ForAll @IntRange(min = 1, max = 9) int divisor,
            @ForAll @IntRange(min = 1, max = 8) int value) {
        SymExpr linear = SymMath.add(SymMath.mul(SymExpr.symbol("s0"), scale), offset);
        SymExpr quotient = SymMath.floorDiv(linear, divisor);
        SymExpr remainder = SymMath.mod(linear, SymExpr.of(divisor));
        SymExpr both = SymMath.add(SymMath.mul(quotient, divisor), remainder);
        Map<String, Long> values = Map.of("s0", (long) value);
        long expected = (long) scale * value + offset;
        assertEquals(OptionalLong.of(expected), SymEval.evaluate(linear, values));
        assertEquals(OptionalLong.of(Math.floorDiv(expected, divisor)), SymEval.evaluate(quotient, values));
        assertEquals(OptionalLong.of(expected), SymEval.evaluate(both, values));
        assertTrue(SymRanges.bound(quotient, RANGES).contains(Math.floorDiv(expected, divisor)), quotient.toString());
        assertTrue(SymRanges.bound(linear, RANGES).contains(expected), linear.toString());
        assertEquals(
                SymEval.evaluate(quotient, values),
                SymEval.evaluate(SymRanges.simplify(quotient, RANGES), values));
    }
}
