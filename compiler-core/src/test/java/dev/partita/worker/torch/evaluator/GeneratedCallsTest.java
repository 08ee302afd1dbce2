package dev.partita.worker.torch.evaluator;

import dev.partita.convert.ConversionException;
import dev.partita.convert.cases.CaseMutations;
import dev.partita.convert.cases.ConverterCase;
import dev.partita.convert.cases.ConverterCases;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.opentest4j.TestAbortedException;

/**
 * Whatever support accepts converts, verifies, and computes what libtorch computes: over neighbours of all cases, with
 * generated types, extents, numbers and flags. A failure names the call; its numbers make it a case.
 */
class GeneratedCallsTest {

    private static final List<ConverterCase> CASES =
            ConverterCases.all().stream().filter(CaseMutations::hasNeighbours).toList();

    private final CaseCheck check = new CaseCheck();

    /** The seed stands here so that every build checks the same calls; another one looks for new failures. */
    @Property(tries = 1500, seed = "20251", shrinking = ShrinkingMode.OFF)
    void whatSupportAcceptsConvertsAndComputes(@ForAll long seed) {
        Random random = new Random(seed);
        ConverterCase call = new CaseMutations(random).mutated(CASES.get(random.nextInt(CASES.size())));
        boolean dynamic = call.hasDynamicTwin() && random.nextBoolean();
        try {
            check.compare(CasePreparation.prepare(call, dynamic));
        } catch (ImpossibleCase | RefusedCase noSuchCall) {
            throw new TestAbortedException(noSuchCall.getMessage());
        } catch (ConversionException failure) {
            // Extents of results that the preparation could not explain are symbols that nothing computes.
            if (!String.valueOf(failure.getMessage()).matches("the size 'u\\d+' cannot be computed here.*")) {
                throw new AssertionError(call + ": " + failure.getMessage(), failure);
            }
        } catch (RuntimeException failure) {
            throw new AssertionError(call + ": " + failure.getMessage(), failure);
        }
    }
}
