package dev.partita.worker.torch.evaluator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.partita.tensor.DType;
import java.util.Map;

/** Runs the network of a case on the reference evaluator. */
final class CaseCheck {

    private final NetworkEvaluator evaluator = new NetworkEvaluator();

    /** Fails when the network answers otherwise than libtorch did. */
    void compare(PreparedCase prepared) {
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
        double tolerance = Math.max(prepared.tolerance(), tolerance(expected.dtype()));
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
