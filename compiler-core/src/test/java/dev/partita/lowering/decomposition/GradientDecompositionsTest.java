package dev.partita.lowering.decomposition;

import static dev.partita.lowering.decomposition.DecompositionAssertions.assertDecomposes;

import org.junit.jupiter.api.Test;

/** Expected texts are what torch 2.13 makes of the same calls. */
class GradientDecompositionsTest {

    @Test
    void alongOneAxis() {
        assertDecomposes("""
                %x = placeholder x : float32[4, 5]
                %g = aten.gradient.scalarint(%x, dim=-1) : (float32[4, 5])
                %y = _operator.getitem(%g, 0) : float32[4, 5]
                output [%y]
                """, """
                %x = placeholder x : float32[4, 5]
                %slice_1 = aten.slice.Tensor(%x, 1, 0, -2) : float32[4, 3]
                %slice_2 = aten.slice.Tensor(%x, 1, 2) : float32[4, 3]
                %sub = aten.sub.Tensor(%slice_2, %slice_1) : float32[4, 3]
                %div = aten.div.Scalar(%sub, 1.0) : float32[4, 3]
                %slice_3 = aten.slice.Tensor(%x, 1, 0, 1) : float32[4, 1]
                %slice_4 = aten.slice.Tensor(%x, 1, 1, 2) : float32[4, 1]
                %sub_1 = aten.sub.Tensor(%slice_4, %slice_3) : float32[4, 1]
                %div_1 = aten.div.Scalar(%sub_1, 1.0) : float32[4, 1]
                %slice_5 = aten.slice.Tensor(%x, 1, -2, -1) : float32[4, 1]
                %slice_6 = aten.slice.Tensor(%x, 1, -1) : float32[4, 1]
                %sub_2 = aten.sub.Tensor(%slice_6, %slice_5) : float32[4, 1]
                %div_2 = aten.div.Scalar(%sub_2, 1.0) : float32[4, 1]
                %div_3 = aten.div.Scalar(%div, 2) : float32[4, 3]
                %cat = aten.cat.default([%div_1, %div_3, %div_2], 1) : float32[4, 5]
                output [%cat]
                """);
    }

    @Test
    void edgesOfSecondOrderFollowAParabola() {
        assertDecomposes("""
                %x = placeholder x : float32[4, 5]
                %g = aten.gradient.scalarint(%x, spacing=0.5, dim=1, edge_order=2) : (float32[4, 5])
                %y = _operator.getitem(%g, 0) : float32[4, 5]
                output [%y]
                """, """
                %x = placeholder x : float32[4, 5]
                %slice_1 = aten.slice.Tensor(%x, 1, 0, -2) : float32[4, 3]
                %slice_2 = aten.slice.Tensor(%x, 1, 2) : float32[4, 3]
                %sub = aten.sub.Tensor(%slice_2, %slice_1) : float32[4, 3]
                %div = aten.div.Scalar(%sub, 0.5) : float32[4, 3]
                %slice_3 = aten.slice.Tensor(%x, 1, 2, 3) : float32[4, 1]
                %mul = aten.mul.Scalar(%slice_3, 0.5) : float32[4, 1]
                %slice_4 = aten.slice.Tensor(%x, 1, 1, 2) : float32[4, 1]
                %mul_1 = aten.mul.Scalar(%slice_4, 2) : float32[4, 1]
                %slice_5 = aten.slice.Tensor(%x, 1, 0, 1) : float32[4, 1]
                %mul_2 = aten.mul.Scalar(%slice_5, -1.5) : float32[4, 1]
                %add = aten.add.Tensor(%mul_2, %mul_1) : float32[4, 1]
                %sub_1 = aten.sub.Tensor(%add, %mul) : float32[4, 1]
                %div_1 = aten.div.Scalar(%sub_1, 0.5) : float32[4, 1]
                %slice_6 = aten.slice.Tensor(%x, 1, -1) : float32[4, 1]
                %mul_3 = aten.mul.Scalar(%slice_6, 1.5) : float32[4, 1]
                %slice_7 = aten.slice.Tensor(%x, 1, -2, -1) : float32[4, 1]
                %mul_4 = aten.mul.Scalar(%slice_7, 2) : float32[4, 1]
                %slice_8 = aten.slice.Tensor(%x, 1, -3, -2) : float32[4, 1]
                %mul_5 = aten.mul.Scalar(%slice_8, 0.5) : float32[4, 1]
                %sub_2 = aten.sub.Tensor(%mul_5, %mul_4) : float32[4, 1]
                %add_1 = aten.add.Tensor(%sub_2, %mul_3) : float32[4, 1]
                %div_2 = aten.div.Scalar(%add_1, 0.5) : float32[4, 1]
                %div_3 = aten.div.Scalar(%div, 2) : float32[4, 3]
                %cat = aten.cat.default([%div_1, %div_3, %div_2], 1) : float32[4, 5]
                output [%cat]
                """);
    }

    @Test
    void placesAreMeasured() {
        assertDecomposes("""
                %x = placeholder x : float32[4, 5]
                %p = placeholder p : float32[5]
                %g = aten.gradient.tensorarrayint(%x, spacing=[%p], dim=1) : (float32[4, 5])
                %y = _operator.getitem(%g, 0) : float32[4, 5]
                output [%y]
                """, """
                %x = placeholder x : float32[4, 5]
                %p = placeholder p : float32[5]
                %slice_1 = aten.slice.Tensor(%p, 0, 0, 4) : float32[4]
                %slice_2 = aten.slice.Tensor(%p, 0, 1, 5) : float32[4]
                %sub = aten.sub.Tensor(%slice_2, %slice_1) : float32[4]
                %slice_3 = aten.slice.Tensor(%sub, 0, 0, -1) : float32[3]
                %slice_4 = aten.slice.Tensor(%sub, 0, 1) : float32[3]
                %add = aten.add.Tensor(%slice_3, %slice_4) : float32[3]
                %mul = aten.mul.Tensor(%slice_3, %add) : float32[3]
                %neg = aten.neg.default(%slice_4) : float32[3]
                %div = aten.div.Tensor(%neg, %mul) : float32[3]
                %_reshape_copy = aten._reshape_copy.default(%div, [1, -1]) : float32[1, 3]
                %mul_1 = aten.mul.Tensor(%slice_3, %slice_4) : float32[3]
                %sub_1 = aten.sub.Tensor(%slice_4, %slice_3) : float32[3]
                %div_1 = aten.div.Tensor(%sub_1, %mul_1) : float32[3]
                %_reshape_copy_1 = aten._reshape_copy.default(%div_1, [1, -1]) : float32[1, 3]
                %add_1 = aten.add.Tensor(%slice_3, %slice_4) : float32[3]
                %mul_2 = aten.mul.Tensor(%slice_4, %add_1) : float32[3]
                %div_2 = aten.div.Tensor(%slice_3, %mul_2) : float32[3]
                %_reshape_copy_2 = aten._reshape_copy.default(%div_2, [1, -1]) : float32[1, 3]
                %slice_5 = aten.slice.Tensor(%x, 1, 2) : float32[4, 3]
                %mul_3 = aten.mul.Tensor(%_reshape_copy_2, %slice_5) : float32[4, 3]
                %slice_6 = aten.slice.Tensor(%x, 1, 1, -1) : float32[4, 3]
                %mul_4 = aten.mul.Tensor(%_reshape_copy_1, %slice_6) : float32[4, 3]
                %slice_7 = aten.slice.Tensor(%x, 1, 0, -2) : float32[4, 3]
                %mul_5 = aten.mul.Tensor(%_reshape_copy, %slice_7) : float32[4, 3]
                %add_2 = aten.add.Tensor(%mul_5, %mul_4) : float32[4, 3]
                %add_3 = aten.add.Tensor(%add_2, %mul_3) : float32[4, 3]
                %select = aten.select.int(%sub, 0, 0) : float32[]
                %slice_8 = aten.slice.Tensor(%x, 1, 0, 1) : float32[4, 1]
                %slice_9 = aten.slice.Tensor(%x, 1, 1, 2) : float32[4, 1]
                %sub_2 = aten.sub.Tensor(%slice_9, %slice_8) : float32[4, 1]
                %div_3 = aten.div.Tensor(%sub_2, %select) : float32[4, 1]
                %select_1 = aten.select.int(%sub, 0, -1) : float32[]
                %slice_10 = aten.slice.Tensor(%x, 1, -2, -1) : float32[4, 1]
                %slice_11 = aten.slice.Tensor(%x, 1, -1) : float32[4, 1]
                %sub_3 = aten.sub.Tensor(%slice_11, %slice_10) : float32[4, 1]
                %div_4 = aten.div.Tensor(%sub_3, %select_1) : float32[4, 1]
                %cat = aten.cat.default([%div_3, %add_3, %div_4], 1) : float32[4, 5]
                output [%cat]
                """);
    }

    @Test
    void parabolasAtPlacesThatATensorGives() {
        assertDecomposes("""
                %x = placeholder x : float32[4, 5]
                %p = placeholder p : float32[5]
                %g = aten.gradient.tensorarray(%x, spacing=[%p], dim=[1], edge_order=2) : (float32[4, 5])
                %y = _operator.getitem(%g, 0) : float32[4, 5]
                output [%y]
                """, """
                %x = placeholder x : float32[4, 5]
                %p = placeholder p : float32[5]
                %slice_1 = aten.slice.Tensor(%p, 0, 0, 4) : float32[4]
                %slice_2 = aten.slice.Tensor(%p, 0, 1, 5) : float32[4]
                %sub = aten.sub.Tensor(%slice_2, %slice_1) : float32[4]
                %slice_3 = aten.slice.Tensor(%sub, 0, 0, -1) : float32[3]
                %slice_4 = aten.slice.Tensor(%sub, 0, 1) : float32[3]
                %add = aten.add.Tensor(%slice_3, %slice_4) : float32[3]
                %mul = aten.mul.Tensor(%slice_3, %add) : float32[3]
                %neg = aten.neg.default(%slice_4) : float32[3]
                %div = aten.div.Tensor(%neg, %mul) : float32[3]
                %_reshape_copy = aten._reshape_copy.default(%div, [1, -1]) : float32[1, 3]
                %mul_1 = aten.mul.Tensor(%slice_3, %slice_4) : float32[3]
                %sub_1 = aten.sub.Tensor(%slice_4, %slice_3) : float32[3]
                %div_1 = aten.div.Tensor(%sub_1, %mul_1) : float32[3]
                %_reshape_copy_1 = aten._reshape_copy.default(%div_1, [1, -1]) : float32[1, 3]
                %add_1 = aten.add.Tensor(%slice_3, %slice_4) : float32[3]
                %mul_2 = aten.mul.Tensor(%slice_4, %add_1) : float32[3]
                %div_2 = aten.div.Tensor(%slice_3, %mul_2) : float32[3]
                %_reshape_copy_2 = aten._reshape_copy.default(%div_2, [1, -1]) : float32[1, 3]
                %slice_5 = aten.slice.Tensor(%x, 1, 2) : float32[4, 3]
                %mul_3 = aten.mul.Tensor(%_reshape_copy_2, %slice_5) : float32[4, 3]
                %slice_6 = aten.slice.Tensor(%x, 1, 1, -1) : float32[4, 3]
                %mul_4 = aten.mul.Tensor(%_reshape_copy_1, %slice_6) : float32[4, 3]
                %slice_7 = aten.slice.Tensor(%x, 1, 0, -2) : float32[4, 3]
                %mul_5 = aten.mul.Tensor(%_reshape_copy, %slice_7) : float32[4, 3]
                %add_2 = aten.add.Tensor(%mul_5, %mul_4) : float32[4, 3]
                %add_3 = aten.add.Tensor(%add_2, %mul_3) : float32[4, 3]
                %select = aten.select.int(%sub, 0, 1) : float32[]
                %select_1 = aten.select.int(%sub, 0, 0) : float32[]
                %add_4 = aten.add.Tensor(%select_1, %select) : float32[]
                %select_2 = aten.select.int(%sub, 0, 0) : float32[]
                %mul_6 = aten.mul.Tensor(%select_2, %add_4) : float32[]
                %select_3 = aten.select.int(%sub, 0, 1) : float32[]
                %select_4 = aten.select.int(%sub, 0, 0) : float32[]
                %mul_7 = aten.mul.Scalar(%select_4, 2.0) : float32[]
                %add_5 = aten.add.Tensor(%mul_7, %select_3) : float32[]
                %neg_1 = aten.neg.default(%add_5) : float32[]
                %div_3 = aten.div.Tensor(%neg_1, %mul_6) : float32[]
                %select_5 = aten.select.int(%sub, 0, 1) : float32[]
                %select_6 = aten.select.int(%sub, 0, 0) : float32[]
                %mul_8 = aten.mul.Tensor(%select_6, %select_5) : float32[]
                %select_7 = aten.select.int(%sub, 0, 1) : float32[]
                %select_8 = aten.select.int(%sub, 0, 0) : float32[]
                %add_6 = aten.add.Tensor(%select_8, %select_7) : float32[]
                %div_4 = aten.div.Tensor(%add_6, %mul_8) : float32[]
                %select_9 = aten.select.int(%sub, 0, 1) : float32[]
                %select_10 = aten.select.int(%sub, 0, 0) : float32[]
                %add_7 = aten.add.Tensor(%select_10, %select_9) : float32[]
                %select_11 = aten.select.int(%sub, 0, 1) : float32[]
                %mul_9 = aten.mul.Tensor(%select_11, %add_7) : float32[]
                %select_12 = aten.select.int(%sub, 0, 0) : float32[]
                %neg_2 = aten.neg.default(%select_12) : float32[]
                %div_5 = aten.div.Tensor(%neg_2, %mul_9) : float32[]
                %slice_8 = aten.slice.Tensor(%x, 1, 2, 3) : float32[4, 1]
                %mul_10 = aten.mul.Tensor(%div_5, %slice_8) : float32[4, 1]
                %slice_9 = aten.slice.Tensor(%x, 1, 1, 2) : float32[4, 1]
                %mul_11 = aten.mul.Tensor(%div_4, %slice_9) : float32[4, 1]
                %slice_10 = aten.slice.Tensor(%x, 1, 0, 1) : float32[4, 1]
                %mul_12 = aten.mul.Tensor(%div_3, %slice_10) : float32[4, 1]
                %add_8 = aten.add.Tensor(%mul_12, %mul_11) : float32[4, 1]
                %add_9 = aten.add.Tensor(%add_8, %mul_10) : float32[4, 1]
                %select_13 = aten.select.int(%sub, 0, -2) : float32[]
                %select_14 = aten.select.int(%sub, 0, -1) : float32[]
                %add_10 = aten.add.Tensor(%select_14, %select_13) : float32[]
                %select_15 = aten.select.int(%sub, 0, -2) : float32[]
                %mul_13 = aten.mul.Tensor(%select_15, %add_10) : float32[]
                %select_16 = aten.select.int(%sub, 0, -1) : float32[]
                %div_6 = aten.div.Tensor(%select_16, %mul_13) : float32[]
                %select_17 = aten.select.int(%sub, 0, -2) : float32[]
                %select_18 = aten.select.int(%sub, 0, -1) : float32[]
                %mul_14 = aten.mul.Tensor(%select_18, %select_17) : float32[]
                %select_19 = aten.select.int(%sub, 0, -2) : float32[]
                %select_20 = aten.select.int(%sub, 0, -1) : float32[]
                %add_11 = aten.add.Tensor(%select_20, %select_19) : float32[]
                %neg_3 = aten.neg.default(%add_11) : float32[]
                %div_7 = aten.div.Tensor(%neg_3, %mul_14) : float32[]
                %select_21 = aten.select.int(%sub, 0, -2) : float32[]
                %select_22 = aten.select.int(%sub, 0, -1) : float32[]
                %add_12 = aten.add.Tensor(%select_22, %select_21) : float32[]
                %select_23 = aten.select.int(%sub, 0, -1) : float32[]
                %mul_15 = aten.mul.Tensor(%select_23, %add_12) : float32[]
                %select_24 = aten.select.int(%sub, 0, -2) : float32[]
                %select_25 = aten.select.int(%sub, 0, -1) : float32[]
                %mul_16 = aten.mul.Scalar(%select_25, 2) : float32[]
                %add_13 = aten.add.Tensor(%mul_16, %select_24) : float32[]
                %div_8 = aten.div.Tensor(%add_13, %mul_15) : float32[]
                %slice_11 = aten.slice.Tensor(%x, 1, -1) : float32[4, 1]
                %mul_17 = aten.mul.Tensor(%div_8, %slice_11) : float32[4, 1]
                %slice_12 = aten.slice.Tensor(%x, 1, -2, -1) : float32[4, 1]
                %mul_18 = aten.mul.Tensor(%div_7, %slice_12) : float32[4, 1]
                %slice_13 = aten.slice.Tensor(%x, 1, -3, -2) : float32[4, 1]
                %mul_19 = aten.mul.Tensor(%div_6, %slice_13) : float32[4, 1]
                %add_14 = aten.add.Tensor(%mul_19, %mul_18) : float32[4, 1]
                %add_15 = aten.add.Tensor(%add_14, %mul_17) : float32[4, 1]
                %cat = aten.cat.default([%add_9, %add_3, %add_15], 1) : float32[4, 5]
                output [%cat]
                """);
    }

    @Test
    void anEdgeOfAnotherOrderStays() {
        DecompositionAssertions.assertStays("""
                %x = placeholder x : float32[4, 5]
                %gradient = aten.gradient.array(%x, dim=[1], edge_order=3) : (float32[4, 5])
                %getitem = _operator.getitem(%gradient, 0) : float32[4, 5]
                output [%getitem]
                """);
    }
}
