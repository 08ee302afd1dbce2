package dev.partita.worker.torch.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.partita.convert.cases.ConverterCase;
import dev.partita.convert.cases.ConverterCases;
import dev.partita.tensor.DType;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each case: the converted network on the evaluator gives what the op gives on libtorch; so does its dynamic twin. */
class ConverterCasesTest {

    private final NetworkEvaluator evaluator = new NetworkEvaluator();

    @TestFactory
    Stream<DynamicTest> networksGiveWhatTheOpsGive() {
        return ConverterCases.all().stream().flatMap(theCase -> theCase.hasDynamicTwin()
                ? Stream.of(test(theCase, false), test(theCase, true))
                : Stream.of(test(theCase, false)));
    }

    private DynamicTest test(ConverterCase theCase, boolean dynamic) {
        String name = theCase.name() + (dynamic ? ", dynamic" : "");
        return DynamicTest.dynamicTest(name, () -> {
            try {
                compare(CasePreparation.prepare(theCase, dynamic));
            } catch (RuntimeException failure) {
                // Reports tell dynamic tests apart by number only.
                throw new AssertionError(name + ": " + failure.getMessage(), failure);
            }
        });
    }

    private void compare(PreparedCase prepared) {
        for (PreparedCase.Sample sample : prepared.samples()) {
            Map<String, HostTensor> actual = evaluator.evaluate(prepared.network(), sample.inputs());
            assertEquals(sample.expected().keySet(), actual.keySet());
            sample.expected().forEach((name, expected) -> compare(prepared, name, expected, actual));
        }
    }

    private static void compare(
            PreparedCase prepared, String name, HostTensor expected, Map<String, HostTensor> outputs) {
        HostTensor actual = outputs.get(name);
        if (actual == null) {
            fail("no output " + name);
            return;
        }
        assertEquals(expected.toString(), actual.toString(), prepared.network()::toString);
        double tolerance = prepared.tolerance() > 0 ? prepared.tolerance() : tolerance(expected.dtype());
        for (long i = 0; i < expected.elementCount(); i++) {
            double want = expected.value(i);
            double have = actual.value(i);
            boolean close = want == have
                    || (Double.isNaN(want) && Double.isNaN(have))
                    || Math.abs(want - have) <= tolerance * (1 + Math.abs(want));
            if (!close) {
                fail(prepared.name() + ": " + name + "[" + i + "] is " + have + ", should be " + want + "\n" + prepared.network());
            }
        }
    }

    private static double tolerance(DType dtype) {
        return switch (dtype) {
            case FLOAT32, FLOAT64 -> 1e-5;
            case FLOAT16 -> 4e-3;
            case BFLOAT16 -> 3e-2;
            default -> 0;
        };
    }
}
