package dev.partita.lowering.pass;

import static dev.partita.lowering.pass.PassAssertions.assertLeaves;
import static dev.partita.lowering.pass.PassAssertions.assertRewrites;

import dev.partita.lowering.complex.UnpackComplexNumbers;
import dev.partita.shape.rule.StandardRules;
import org.junit.jupiter.api.Test;

/** Complex tensors as pairs of real ones. */
class UnpackComplexNumbersTest {

    private static final Pass PASS = new UnpackComplexNumbers(StandardRules.table());

    @Test
    void aProductOfPairsIsComputedPartByPart() {
        assertRewrites(PASS, """
                %x = placeholder x : float32[3, 2]
                %y = placeholder y : float32[3, 2]
                %view_as_complex = aten.view_as_complex.default(%x) : complex64[3]
                %view_as_complex_1 = aten.view_as_complex.default(%y) : complex64[3]
                %mul = aten.mul.Tensor(%view_as_complex, %view_as_complex_1) : complex64[3]
                %view_as_real = aten.view_as_real.default(%mul) : float32[3, 2]
                output [%view_as_real]
                """, """
                %x = placeholder x : float32[3, 2]
                %y = placeholder y : float32[3, 2]
                %select_int = aten.select.int(%x, -1, 0) : float32[3]
                %select_int_1 = aten.select.int(%x, -1, 1) : float32[3]
                %select_int_2 = aten.select.int(%y, -1, 0) : float32[3]
                %select_int_3 = aten.select.int(%y, -1, 1) : float32[3]
                %mul_tensor = aten.mul.Tensor(%select_int, %select_int_2) : float32[3]
                %mul_tensor_1 = aten.mul.Tensor(%select_int_1, %select_int_3) : float32[3]
                %mul_tensor_2 = aten.mul.Tensor(%select_int, %select_int_3) : float32[3]
                %mul_tensor_3 = aten.mul.Tensor(%select_int_1, %select_int_2) : float32[3]
                %sub_tensor = aten.sub.Tensor(%mul_tensor, %mul_tensor_1) : float32[3]
                %add_tensor = aten.add.Tensor(%mul_tensor_2, %mul_tensor_3) : float32[3]
                %unsqueeze_default = aten.unsqueeze.default(%sub_tensor, -1) : float32[3, 1]
                %unsqueeze_default_1 = aten.unsqueeze.default(%add_tensor, -1) : float32[3, 1]
                %cat_default = aten.cat.default([%unsqueeze_default, %unsqueeze_default_1], -1) : float32[3, 2]
                output [%cat_default]
                """);
    }

    @Test
    void axesCountedFromTheEndMoveOverThePartsAndResultsBecomeComplexAgain() {
        assertRewrites(PASS, """
                %x = placeholder x : float32[4, 3, 2]
                %view_as_complex = aten.view_as_complex.default(%x) : complex64[4, 3]
                %unsqueeze = aten.unsqueeze.default(%view_as_complex, -1) : complex64[4, 3, 1]
                %_reshape_copy = aten._reshape_copy.default(%unsqueeze, [12]) : complex64[12]
                output [%_reshape_copy]
                """, """
                %x = placeholder x : float32[4, 3, 2]
                %unsqueeze_default = aten.unsqueeze.default(%x, -2) : float32[4, 3, 1, 2]
                %_reshape_copy_default = aten._reshape_copy.default(%unsqueeze_default, [12, 2]) : float32[12, 2]
                %view_as_complex_default = aten.view_as_complex.default(%_reshape_copy_default) : complex64[12]
                output [%view_as_complex_default]
                """);
    }

    @Test
    void aRealTensorScalesBothParts() {
        assertRewrites(PASS, """
                %x = placeholder x : float32[3]
                %z = placeholder z : complex64[3]
                %mul = aten.mul.Tensor(%x, %z) : complex64[3]
                %abs_1 = aten.abs.default(%mul) : float32[3]
                output [%abs_1]
                """, """
                %x = placeholder x : float32[3]
                %z = placeholder z : complex64[3]
                %view_as_real_default = aten.view_as_real.default(%z) : float32[3, 2]
                %select_int = aten.select.int(%view_as_real_default, -1, 0) : float32[3]
                %select_int_1 = aten.select.int(%view_as_real_default, -1, 1) : float32[3]
                %mul_tensor = aten.mul.Tensor(%x, %select_int) : float32[3]
                %mul_tensor_1 = aten.mul.Tensor(%x, %select_int_1) : float32[3]
                %unsqueeze_default = aten.unsqueeze.default(%mul_tensor, -1) : float32[3, 1]
                %unsqueeze_default_1 = aten.unsqueeze.default(%mul_tensor_1, -1) : float32[3, 1]
                %cat_default = aten.cat.default([%unsqueeze_default, %unsqueeze_default_1], -1) : float32[3, 2]
                %select_int_2 = aten.select.int(%cat_default, -1, 0) : float32[3]
                %select_int_3 = aten.select.int(%cat_default, -1, 1) : float32[3]
                %mul_tensor_2 = aten.mul.Tensor(%select_int_2, %select_int_2) : float32[3]
                %mul_tensor_3 = aten.mul.Tensor(%select_int_3, %select_int_3) : float32[3]
                %add_tensor = aten.add.Tensor(%mul_tensor_2, %mul_tensor_3) : float32[3]
                %sqrt_default = aten.sqrt.default(%add_tensor) : float32[3]
                output [%sqrt_default]
                """);
    }

    @Test
    void anOperatorWithoutARuleGetsComplexNumbersBack() {
        assertRewrites(PASS, """
                %x = placeholder x : float32[4, 2]
                %view_as_complex = aten.view_as_complex.default(%x) : complex64[4]
                %neg = aten.neg.default(%view_as_complex) : complex64[4]
                %_fft_c2c = aten._fft_c2c.default(%neg, [0], 0, True) : complex64[4]
                output [%_fft_c2c]
                """, """
                %x = placeholder x : float32[4, 2]
                %neg_default = aten.neg.default(%x) : float32[4, 2]
                %view_as_complex_default = aten.view_as_complex.default(%neg_default) : complex64[4]
                %_fft_c2c = aten._fft_c2c.default(%view_as_complex_default, [0], 0, True) : complex64[4]
                output [%_fft_c2c]
                """);
    }

    @Test
    void numbersThatTorchComputesStayComplex() {
        assertLeaves(PASS, """
                %x = placeholder x : float32[4, 8]
                %_fft_r2c = aten._fft_r2c.default(%x, [1], 0, True) : complex64[4, 5]
                %abs_1 = aten.abs.default(%_fft_r2c) : float32[4, 5]
                output [%abs_1]
                """);
    }
}
