package dev.partita.worker.torch.evaluator;

import static dev.partita.convert.cases.Cases.list;
import static dev.partita.convert.cases.Cases.op;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.convert.cases.ConverterCase;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random and uninitialised tensors: their values cannot be compared, but what they may be is known. */
class RandomnessTest {

    @Test
    void uniformNumbersLieBetweenZeroAndOne() {
        assertTrue(values(op("aten.rand.default", list(20, 30))).stream().allMatch(value -> value >= 0 && value < 1));
    }

    @Test
    void normalNumbersHaveMeanZeroAndDeviationOne() {
        List<Double> values = values(op("aten.randn.default", list(40, 50)));

        double mean = values.stream().mapToDouble(value -> value).average().orElseThrow();
        double variance = values.stream().mapToDouble(value -> (value - mean) * (value - mean)).average().orElseThrow();
        assertEquals(0, mean, 0.15);
        assertEquals(1, variance, 0.3);
    }

    @Test
    void permutationsHaveEveryPlaceOnce() {
        assertEquals(
                LongStream.range(0, 50).mapToObj(place -> (double) place).toList(),
                values(op("aten.randperm.default", 50)).stream().sorted().toList());
    }

    @Test
    void uninitialisedTensorsAreZeros() {
        assertEquals(List.of(0.0, 0.0, 0.0, 0.0), values(op("aten.empty.memory_format", list(2, 2))));
    }

    private static List<Double> values(ConverterCase theCase) {
        PreparedCase prepared = CasePreparation.prepare(theCase, false);
        Map<String, HostTensor> outputs = new NetworkEvaluator().evaluate(prepared.network(), Map.of());
        return outputs.values().stream()
                .flatMap(tensor -> Stream.iterate(0L, i -> i < tensor.elementCount(), i -> i + 1).map(tensor::value))
                .toList();
    }
}
