package dev.partita.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.tensor.DType;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {

    @Test
    void everySettingHasItsOwnNameWordsAndARoundTrip() {
        Set<String> names = new HashSet<>();
        for (Setting<?> setting : Settings.ALL) {
            assertTrue(names.add(setting.name()), setting.name() + " is listed twice");
            assertTrue(setting.words().endsWith(".") && setting.words().length() > 30, setting.name() + " lacks words");
            assertRoundTrip(setting);
        }
    }

    private static <T> void assertRoundTrip(Setting<T> setting) {
        assertEquals(setting.initial(), setting.parse(setting.type().print(setting.initial())), setting.name());
        assertEquals(setting.initial(), setting.fromJson(setting.type().toJson(setting.initial())), setting.name());
    }

    @Test
    void theCatalogueFollowsTheGroupsOrder() {
        List<Group> groups = Settings.ALL.stream().map(Setting::group).toList();
        assertEquals(groups.stream().sorted().toList(), groups);
    }

    @Test
    void anEditAndItsUndoLeadBackToEqualSettings() {
        CompilationSettings defaults = CompilationSettings.defaults();
        CompilationSettings edited = defaults.with(CoreSettings.MIN_BLOCK_SIZE, 3L);
        assertNotEquals(defaults, edited);
        assertEquals(List.of(CoreSettings.MIN_BLOCK_SIZE), edited.changed());
        assertEquals(defaults, edited.with(CoreSettings.MIN_BLOCK_SIZE, 5L));
    }

    @Test
    void onlyLoweringSettingsForceLoweringAgain() {
        CompilationSettings defaults = CompilationSettings.defaults();
        assertTrue(defaults.agreesUpTo(Stage.LOWERING, defaults.with(CoreSettings.MIN_BLOCK_SIZE, 1L)));
        assertFalse(defaults.agreesUpTo(Stage.PARTITION, defaults.with(CoreSettings.MIN_BLOCK_SIZE, 1L)));
        assertFalse(defaults.agreesUpTo(Stage.LOWERING, defaults.with(PartitionSettings.DECOMPOSE_ATTENTION, false)));
    }

    @Test
    void aMisspeltNameSuggestsTheRightOne() {
        String message = assertThrows(SettingsException.class, () -> Settings.named("min-blok-size")).toString();
        assertTrue(message.contains("did you mean 'min_block_size'"), message);
    }

    @Test
    void anOptionWithoutEffectIsRefusedWithItsReason() {
        String message = assertThrows(SettingsException.class,
                () -> SettingsJson.read("{\"tiling_optimization_level\": \"full\"}")).toString();
        assertTrue(message.contains("10.8"), message);
        assertEquals(CompilationSettings.defaults(), SettingsJson.read("""
                {"tiling_optimization_level": "none", "l2_limit_for_tiling": -1, "autocast_max_output_threshold": 512.0}"""));
    }

    @Test
    void aValueOutOfBoundsNamesTheSettingAndTheBounds() {
        String message = assertThrows(SettingsException.class,
                () -> TuningSettings.OPTIMIZATION_LEVEL.parse("6")).getMessage();
        assertEquals("optimization_level: expected a whole number from 0 to 5, found '6'", message);
    }

    @Test
    void jsonKeepsEveryValue() {
        CompilationSettings settings = CompilationSettings.defaults()
                .with(CoreSettings.TORCH_EXECUTED_OPS, Set.of("aten.relu"))
                .with(PrecisionSettings.TYPING, Typing.BUILDERS_CHOICE)
                .with(PrecisionSettings.ENABLED_PRECISIONS, Set.of(DType.FLOAT16))
                .with(TuningSettings.OPTIMIZATION_LEVEL, Optional.of(5L))
                .with(CoreSettings.INPUTS, List.of(InputSpec.parse("x=min:1x3,opt:2x3,max:8x3@f16")));
        assertEquals(settings, SettingsJson.read(SettingsJson.write(settings)));
        assertEquals(settings, SettingsJson.fromMap(SettingsJson.toMap(settings)));
    }

    @Test
    void anInputWithoutOptTakesTheMidpoint() {
        InputSpec input = InputSpec.parse("x=min:1x3x224,max:16x3x224");
        assertEquals(List.of(8L, 3L, 224L), input.union().opt());
        assertEquals("x=min:1x3x224,opt:8x3x224,max:16x3x224", input.toString());
    }

    @Test
    void severalProfilesUniteToOneRange() {
        InputSpec input = InputSpec.parse("x=min:1x4,opt:1x4,max:2x4;min:8x4,opt:16x4,max:32x4");
        assertEquals(new ShapeRange(List.of(1L, 4L), List.of(1L, 4L), List.of(32L, 4L)), input.union());
        assertEquals(input, InputSpec.parse(input.toString()));
    }

    @Test
    void anInputIsReadWithTorchTensorRtsKeys() {
        CompilationSettings settings = SettingsJson.fromMap(Map.of("inputs", List.of(
                Map.of("name", "x", "min_shape", List.of(1, 3), "max_shape", List.of(5, 3), "dtype", "torch.float16"))));
        assertEquals("x=min:1x3,opt:3x3,max:5x3@float16", settings.text(CoreSettings.INPUTS));
    }

    @Test
    void contradictionsSayWhatToChange() {
        CompilationSettings settings = CompilationSettings.defaults()
                .with(PrecisionSettings.ENABLED_PRECISIONS, Set.of(DType.FLOAT16))
                .with(WeightSettings.STRIP_ENGINE_WEIGHTS, true);
        List<String> problems = SettingsRules.problems(settings);
        assertEquals(2, problems.size());
        assertTrue(problems.get(0).contains("builders_choice"), problems.get(0));
        assertTrue(problems.get(1).contains("immutable_weights"), problems.get(1));
        assertThrows(SettingsException.class, () -> SettingsRules.checked(settings));
        assertEquals(List.of(), SettingsRules.problems(CompilationSettings.defaults()));
    }

    @Test
    void precisionRequestsSayWhatIsWrongWithThem() {
        for (String wrong : List.of("relu", "op:=f16", "node:relu=int8", "layer:relu=f16", "regex:(=f16")) {
            List<String> problems = SettingsRules.problems(CompilationSettings.defaults()
                    .with(PrecisionSettings.NODE_PRECISIONS, Set.of(wrong)));
            assertEquals(1, problems.size(), problems.toString());
            assertTrue(problems.getFirst().contains("'" + wrong + "' is no request"), problems.getFirst());
        }
    }

    @Test
    void theFirstPrecisionRequestThatFitsCounts() {
        List<PrecisionRequest> requests = List.of(
                PrecisionRequest.parse("node:relu_1=f32"), PrecisionRequest.parse("op:torch.ops.aten.relu=bf16"),
                PrecisionRequest.parse("module:layer1.0=f16"), PrecisionRequest.parse("regex:head/.*linear=float16"));
        assertEquals(Optional.of(DType.FLOAT32), PrecisionRequest.find(requests, "relu_1", "torch.ops.aten.relu.default", "layer1.0"));
        assertEquals(Optional.of(DType.BFLOAT16), PrecisionRequest.find(requests, "relu", "torch.ops.aten.relu.default", "layer1.0"));
        assertEquals(Optional.of(DType.FLOAT16), PrecisionRequest.find(requests, "add", "torch.ops.aten.add.Tensor", "layer1.0.conv"));
        assertEquals(Optional.of(DType.FLOAT16), PrecisionRequest.find(requests, "linear_2", "torch.ops.aten.addmm.default", "head"));
        assertEquals(Optional.empty(), PrecisionRequest.find(requests, "add", "torch.ops.aten.relu_.default", "layer1.01"));
    }

    @Test
    void aLayerCanOnlyBeHeldToAnEnabledPrecision() {
        CompilationSettings choice = CompilationSettings.defaults()
                .with(PrecisionSettings.TYPING, Typing.BUILDERS_CHOICE)
                .with(PrecisionSettings.NODE_PRECISIONS, Set.of("node:relu=f16"));
        assertEquals(List.of("node_precisions asks for float16, which enabled_precisions leaves out: add it"),
                SettingsRules.problems(choice));
        assertEquals(List.of(), SettingsRules.problems(
                choice.with(PrecisionSettings.ENABLED_PRECISIONS, Set.of(DType.FLOAT32, DType.FLOAT16))));
    }
}
