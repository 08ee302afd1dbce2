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

    private final CaseCheck check = new CaseCheck();

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
                check.compare(CasePreparation.prepare(theCase, dynamic));
            } catch (RuntimeException failure) {
                // Reports tell dynamic tests apart by number only.
                throw new AssertionError(name + ": " + failure.getMessage(), failure);
            }
        });
    }
}
