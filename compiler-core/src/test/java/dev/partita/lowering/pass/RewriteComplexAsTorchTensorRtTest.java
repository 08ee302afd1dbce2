package dev.partita.lowering.pass;

import static dev.partita.lowering.pass.PassAssertions.assertLeaves;
import static dev.partita.lowering.pass.PassAssertions.assertRewrites;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.ir.GraphParser;
import dev.partita.lowering.LoweringException;
import dev.partita.lowering.LoweringOptions;
import dev.partita.lowering.complex.RewriteComplexAsTorchTensorRt;
import dev.partita.shape.rule.StandardRules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Complex tensors by Torch-TensorRT's rules, which are not always right. */
class RewriteComplexAsTorchTensorRtTest {

    private static final Pass PASS = new RewriteComplexAsTorchTensorRt(StandardRules.table());
    private static final LoweringOptions MATCHING =
            new LoweringOptions(true, false, false, true, true, Optional.empty(), List.of());

    @Test
    void complexInputsBecomePairsUnderAnotherName() {
        assertRewrites(PASS, MATCHING, """
                %x = placeholder x : complex64[3]
                %y = placeholder y : complex64[3]
                %mul = aten.mul.Tensor(%x, %y) : complex64[3]
                %abs_1 = aten.abs.default(%mul) : float32[3]
                output [%abs_1]
                """, """
                %x_unpacked_complex = placeholder x_unpacked_complex : float32[3, 2]
                %y_unpacked_complex = placeholder y_unpacked_complex : float32[3, 2]
                %select_int = aten.select.int(%x_unpacked_complex, -1, 0) : float32[3]
                %select_int_1 = aten.select.int(%x_unpacked_complex, -1, 1) : float32[3]
                %select_int_2 = aten.select.int(%y_unpacked_complex, -1, 0) : float32[3]
                %select_int_3 = aten.select.int(%y_unpacked_complex, -1, 1) : float32[3]
                %mul_tensor = aten.mul.Tensor(%select_int, %select_int_2) : float32[3]
                %mul_tensor_1 = aten.mul.Tensor(%select_int_1, %select_int_3) : float32[3]
                %mul_tensor_2 = aten.mul.Tensor(%select_int, %select_int_3) : float32[3]
                %mul_tensor_3 = aten.mul.Tensor(%select_int_1, %select_int_2) : float32[3]
                %sub_tensor = aten.sub.Tensor(%mul_tensor, %mul_tensor_1) : float32[3]
                %add_tensor = aten.add.Tensor(%mul_tensor_2, %mul_tensor_3) : float32[3]
                %unsqueeze_default = aten.unsqueeze.default(%sub_tensor, -1) : float32[3, 1]
                %unsqueeze_default_1 = aten.unsqueeze.default(%add_tensor, -1) : float32[3, 1]
                %cat_default = aten.cat.default([%unsqueeze_default, %unsqueeze_default_1], -1) : float32[3, 2]
                %select_int_4 = aten.select.int(%cat_default, -1, 0) : float32[3]
                %select_int_5 = aten.select.int(%cat_default, -1, 1) : float32[3]
                %mul_tensor_4 = aten.mul.Tensor(%select_int_4, %select_int_4) : float32[3]
                %mul_tensor_5 = aten.mul.Tensor(%select_int_5, %select_int_5) : float32[3]
                %add_tensor_1 = aten.add.Tensor(%mul_tensor_4, %mul_tensor_5) : float32[3]
                %sqrt_default = aten.sqrt.default(%add_tensor_1) : float32[3]
                output [%sqrt_default]
                """);
    }

    @Test
    void theLastAxisOfAFourierTransformIsTakenForTheParts() {
        assertRewrites(PASS, MATCHING, """
                %x = placeholder x : float32[4, 8]
                %_fft_r2c = aten._fft_r2c.default(%x, [1], 0, True) : complex64[4, 5]
                %abs_1 = aten.abs.default(%_fft_r2c) : float32[4, 5]
                output [%abs_1]
                """, """
                %x = placeholder x : float32[4, 8]
                %_fft_r2c = aten._fft_r2c.default(%x, [1], 0, True) : complex64[4, 5]
                %select_int = aten.select.int(%_fft_r2c, -1, 0) : complex64[4]
                %select_int_1 = aten.select.int(%_fft_r2c, -1, 1) : complex64[4]
                %mul_tensor = aten.mul.Tensor(%select_int, %select_int) : complex64[4]
                %mul_tensor_1 = aten.mul.Tensor(%select_int_1, %select_int_1) : complex64[4]
                %add_tensor = aten.add.Tensor(%mul_tensor, %mul_tensor_1) : complex64[4]
                %sqrt_default = aten.sqrt.default(%add_tensor) : complex64[4]
                output [%sqrt_default]
                """);
    }

    @Test
    void anOperatorWithoutARuleIsSurrounded() {
        assertRewrites(PASS, MATCHING, """
                %x = placeholder x : float32[4, 2]
                %view_as_complex = aten.view_as_complex.default(%x) : complex64[4]
                %_fft_c2c = aten._fft_c2c.default(%view_as_complex, [0], 0, True) : complex64[4]
                output [%_fft_c2c]
                """, """
                %x = placeholder x : float32[4, 2]
                %view_as_complex_default = aten.view_as_complex.default(%x) : complex64[4]
                %_fft_c2c = aten._fft_c2c.default(%view_as_complex_default, [0], 0, True) : complex64[4]
                %view_as_real_default = aten.view_as_real.default(%_fft_c2c) : float32[4, 2]
                output [%view_as_real_default]
                """);
    }

    @Test
    void whereTorchTensorRtFailsThereIsNoGraph() {
        LoweringException failure = assertThrows(LoweringException.class, () -> PASS.run(GraphParser.parse("""
                %x = placeholder x : float32[4, 8]
                %_fft_r2c = aten._fft_r2c.default(%x, [1], 0, True) : complex64[4, 5]
                %_fft_c2r = aten._fft_c2r.default(%_fft_r2c, [1], 2, 8) : float32[4, 8]
                output [%_fft_c2r]
                """), MATCHING));
        assertTrue(failure.getMessage().contains("match_torch_tensorrt"), failure.getMessage());
    }

    @Test
    void withoutMatchingNothingIsDone() {
        assertLeaves(PASS, """
                %x = placeholder x : complex64[3]
                %neg = aten.neg.default(%x) : complex64[3]
                output [%neg]
                """);
    }
}
