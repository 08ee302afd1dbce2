package dev.partita.worker.torch.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.compiled.CompiledModuleException;
import dev.partita.compiled.Manifest.Input;
import dev.partita.worker.torch.placement.Libtorch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class InputSizesTest {

    private static final Input X = new Input.User("x", "float32[2*s0 + 1, Max(s1, 2), s1]", List.of());

    @BeforeAll
    static void load() {
        Libtorch.load();
    }

    @Test
    void extentsTellTheSymbolsAndTheSymbolsTheSizes() {
        InputSizes sizes = new InputSizes(List.of(X, new Input.Size("a", "s0*s1"), new Input.Size("b", "(s0//2)"),
                new Input.Size("c", "FloatTrueDiv(ToFloat(s1), 2.0)")));
        Map<String, IValue> values = values(new long[] {7, 5, 5});
        sizes.addTo(values);
        assertEquals(15, values.get("a").toInt());
        assertEquals(1, values.get("b").toInt());
        assertEquals(2.5, values.get("c").toDouble());
    }

    @Test
    void aShapeThatTheProgramCannotHaveIsTheCallersMistake() {
        InputSizes sizes = new InputSizes(List.of(X, new Input.Size("a", "s0")));
        CallException refused = assertThrows(CallException.class, () -> sizes.addTo(values(new long[] {8, 5, 5})));
        assertTrue(String.valueOf(refused.getMessage()).contains("axis 0 of input 'x' cannot be 8"), refused.getMessage());
        assertThrows(CallException.class, () -> sizes.addTo(values(new long[] {7, 5})));
    }

    @Test
    void aTypeThatNobodyWritesIsADamagedManifest() {
        assertThrows(CompiledModuleException.class, () -> new InputSizes(List.of(new Input.User("x", "quux[3]", List.of()))));
    }

    private static Map<String, IValue> values(long[] shape) {
        try (Tensor tensor = torch.zeros(shape)) {
            return new HashMap<>(Map.of("x", new IValue(tensor)));
        }
    }
}
