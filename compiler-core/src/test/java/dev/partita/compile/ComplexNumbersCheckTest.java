package dev.partita.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.Fixtures;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PartitionSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What compiling says about complex numbers that are rewritten as by Torch-TensorRT. */
class ComplexNumbersCheckTest {

    private static final CompilationSettings MATCHING =
            CompilationSettings.defaults().with(PartitionSettings.MATCH_TORCH_TENSORRT, true);

    @Test
    void aProgramWhoseInputsAreOthersNowIsRefused() {
        CompileException refusal = assertThrows(CompileException.class, () -> check("complex_input"));
        assertTrue(refusal.getMessage().startsWith("the complex input 'x_0' has become pairs"), refusal.getMessage());
    }

    @Test
    void aProgramWithComplexNumbersInsideIsNoted() {
        assertEquals(1, check("complex_rope").size());
    }

    @Test
    void aProgramOfRealNumbersIsNot() {
        assertEquals(List.of(), check("../mlp_tiny"));
    }

    private static List<CompileEvent> check(String model) {
        List<CompileEvent> events = new ArrayList<>();
        try (OpenedProgram program = OpenedProgram.open(
                Fixtures.file("mlp_tiny.pt2").resolveSibling("complex/" + model + ".pt2"), Optional.empty())) {
            ComplexNumbersCheck.require(new Planner().plan(program, MATCHING), events::add);
        }
        return events;
    }
}
