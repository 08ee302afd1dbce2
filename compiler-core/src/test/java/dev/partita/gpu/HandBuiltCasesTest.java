package dev.partita.gpu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.engine.EngineException;
import dev.partita.network.NetworkPrinter;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be said of the GPU's checks without one: the networks are sound, and recorded jobs come back whole. */
class HandBuiltCasesTest {

    @TempDir
    private Path folder;

    static Stream<GpuCase> cases() {
        return new HandBuiltCases(Path.of("timing.cache").toAbsolutePath()).all().stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyOutputHasAnExpectation(GpuCase handBuilt) {
        assertEquals(
                handBuilt.network().outputs().stream().map(output -> output.name() + " " + output.tensor().dtype()).toList(),
                handBuilt.expected().stream().map(one -> one.output() + " " + one.values().dtype()).toList());
        assertEquals(
                handBuilt.network().inputs().stream().map(input -> input.name()).sorted().toList(),
                handBuilt.inputs().keySet().stream().sorted().toList());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void recordedJobComesBackWhole(GpuCase handBuilt) throws EngineException, IOException {
        try (Arena arena = Arena.ofConfined()) {
            List<StoredCase.Leaf> inputs = new ArrayList<>();
            handBuilt.inputs().forEach((name, values) -> inputs.add(leaf(name, values, arena)));
            List<StoredCase.Leaf> outputs =
                    handBuilt.expected().stream().map(one -> leaf(one.output(), one.values(), arena)).toList();
            RecordedJob.write(handBuilt.network(), handBuilt.settings(), new StoredCases(handBuilt.name(),
                    new StoredCases.Tolerance(1e-3, 1e-3),
                    List.of(new StoredCase("only", inputs, outputs, Map.of(), Map.of()))), folder.resolve("job"));

            assertEquals(List.of(folder.resolve("job")), RecordedJob.all(folder));
            RecordedJob read = RecordedJob.read(folder.resolve("job"), arena);
            assertEquals(NetworkPrinter.print(handBuilt.network()), NetworkPrinter.print(read.job().network()));
            Map<String, Values> expected = RecordedJob.named(read.cases().cases().getFirst().outputs());
            for (GpuCase.Expected one : handBuilt.expected()) {
                assertTrue(expected.get(one.output()).disagreement(one.values(), new StoredCases.Tolerance(0, 0)) == 0);
            }
        }
    }

    private static StoredCase.Leaf leaf(String name, Values values, Arena arena) {
        long bytes = values.data().length * (long) values.dtype().byteSize();
        return new StoredCase.Leaf(
                name, new StoredValue.Tensor(values.dtype(), values.shape(), values.bytes(arena).asSlice(0, bytes)));
    }
}
