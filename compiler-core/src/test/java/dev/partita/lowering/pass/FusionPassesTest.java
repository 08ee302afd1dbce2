package dev.partita.lowering.pass;

import static dev.partita.lowering.pass.PassAssertions.assertLeaves;
import static dev.partita.lowering.pass.PassAssertions.assertRewrites;

import dev.partita.lowering.LoweringOptions;
import dev.partita.shape.rule.StandardRules;
import org.junit.jupiter.api.Test;

/** Passes that make one node out of several, or replace a node. */
class FusionPassesTest {

    @Test
    void poolingWhoseIndicesNobodyReadsComputesNone() {
        assertRewrites(new ReplaceMaxPoolWithIndices(), """
                %x = placeholder x : float32[1, 3, 8, 8]
                %max_pool2d_with_indices = aten.max_pool2d_with_indices.default(%x, [2, 2]) : (float32[1, 3, 4, 4], int64[1, 3, 4, 4])
                %getitem = _operator.getitem(%max_pool2d_with_indices, 0) : float32[1, 3, 4, 4]
                output [%getitem]
                """, """
                %x = placeholder x : float32[1, 3, 8, 8]
                %max_pool2d_default = aten.max_pool2d.default(%x, [2, 2]) : float32[1, 3, 4, 4]
                output [%max_pool2d_default]
                """);
    }

    @Test
    void poolingWhoseIndicesAreReadStays() {
        assertLeaves(new ReplaceMaxPoolWithIndices(), """
                %x = placeholder x : float32[1, 3, 8, 8]
                %max_pool2d_with_indices = aten.max_pool2d_with_indices.default(%x, [2, 2]) : (float32[1, 3, 4, 4], int64[1, 3, 4, 4])
                %getitem = _operator.getitem(%max_pool2d_with_indices, 0) : float32[1, 3, 4, 4]
                %getitem_1 = _operator.getitem(%max_pool2d_with_indices, 1) : int64[1, 3, 4, 4]
                output [%getitem, %getitem_1]
                """);
    }

    @Test
    void aFusedRootMeanSquareNormIsSpelledOut() {
        assertRewrites(new ReplaceFusedRmsNorm(StandardRules.table()), """
                %x = placeholder x : float32[2, 8]
                %w = placeholder w : float32[8]
                %norm = aten._fused_rms_norm.default(%x, [8], %w, 1e-06) : (float32[2, 8], float32[2, 1])
                %getitem = _operator.getitem(%norm, 0) : float32[2, 8]
                output [%getitem]
                """, """
                %x = placeholder x : float32[2, 8]
                %w = placeholder w : float32[8]
                %mul_tensor = aten.mul.Tensor(%x, %x) : float32[2, 8]
                %mean_dim = aten.mean.dim(%mul_tensor, [1], True) : float32[2, 1]
                %add_tensor = aten.add.Tensor(%mean_dim, 1e-06) : float32[2, 1]
                %rsqrt_default = aten.rsqrt.default(%add_tensor) : float32[2, 1]
                %mul_tensor_1 = aten.mul.Tensor(%x, %rsqrt_default) : float32[2, 8]
                %mul_tensor_2 = aten.mul.Tensor(%mul_tensor_1, %w) : float32[2, 8]
                output [%mul_tensor_2]
                """);
    }

    @Test
    void aSumWhoseAxesAreAddedAgainKeepsThem() {
        assertRewrites(new FusePrimsBroadcast(), """
                %x = placeholder x : float32[2, 3, 4]
                %sum_1 = prims.sum.default(%x, [1]) : float32[2, 4]
                %broadcast_in_dim = prims.broadcast_in_dim.default(%sum_1, [2, 1, 4], [0, 2]) : float32[2, 1, 4]
                output [%broadcast_in_dim]
                """, """
                %x = placeholder x : float32[2, 3, 4]
                %sum_dim_int_list = aten.sum.dim_IntList(%x, [1], True) : float32[2, 1, 4]
                output [%sum_dim_int_list]
                """);
    }

    @Test
    void aSumThatIsReallyBroadcastStays() {
        assertLeaves(new FusePrimsBroadcast(), """
                %x = placeholder x : float32[2, 3, 4]
                %sum_1 = prims.sum.default(%x, [1]) : float32[2, 4]
                %broadcast_in_dim = prims.broadcast_in_dim.default(%sum_1, [2, 5, 4], [0, 2]) : float32[2, 5, 4]
                output [%broadcast_in_dim]
                """);
    }

    @Test
    void paddingMovesIntoTheConvolution() {
        assertRewrites(new FusePadIntoConvolution(), """
                %x = placeholder x : float32[1, 3, 8, 8]
                %w = placeholder w : float32[4, 3, 3, 3]
                %constant_pad_nd = aten.constant_pad_nd.default(%x, [0, 1, 2, 3], 0.0) : float32[1, 3, 13, 9]
                %convolution = aten.convolution.default(%constant_pad_nd, %w, None, [2, 2], [1, 1], [1, 1], False, [0, 0], 1) : float32[1, 4, 7, 5]
                output [%convolution]
                """, """
                %x = placeholder x : float32[1, 3, 8, 8]
                %w = placeholder w : float32[4, 3, 3, 3]
                %conv_asym_pad_default = tensorrt.conv_asym_pad.default(%x, %w, None, [2, 2], [3, 1], [4, 2], [1, 1], 1) : float32[1, 4, 7, 5]
                output [%conv_asym_pad_default]
                """);
    }

    @Test
    void paddingWithOnesStays() {
        assertLeaves(new FusePadIntoConvolution(), """
                %x = placeholder x : float32[1, 3, 8, 8]
                %w = placeholder w : float32[4, 3, 3, 3]
                %constant_pad_nd = aten.constant_pad_nd.default(%x, [1, 1, 1, 1], 1.0) : float32[1, 3, 10, 10]
                %convolution = aten.convolution.default(%constant_pad_nd, %w, None, [1, 1], [0, 0], [1, 1], False, [0, 0], 1) : float32[1, 4, 8, 8]
                output [%convolution]
                """);
    }

    @Test
    void aBiasOfSquareAttentionIsReadAsCausal() {
        assertRewrites(new ForceCausalEfficientAttention(), ATTENTION, """
                %q = placeholder q : float32[1, 2, 8, 4]
                %b = placeholder b : float32[1, 1, 8, 8]
                %attention = aten._scaled_dot_product_efficient_attention.default(%q, %q, %q, None, False, 0.0, True, scale=0.5)
                output [%attention]
                """);
    }

    @Test
    void aBiasStaysWhenTheSettingSaysThatItIsNotCausal() {
        assertRewrites(new ForceCausalEfficientAttention(), new LoweringOptions(true, false, false, false),
                ATTENTION, ATTENTION);
    }

    private static final String ATTENTION = """
            %q = placeholder q : float32[1, 2, 8, 4]
            %b = placeholder b : float32[1, 1, 8, 8]
            %attention = aten._scaled_dot_product_efficient_attention.default(%q, %q, %q, %b, False, scale=0.5)
            output [%attention]
            """;

    @Test
    void aNegativeSymbolicBoundCountsFromTheStart() {
        assertRewrites(new NormalizeNegativeSliceStop(), """
                %x = placeholder x : float32[2, s0]
                %n = placeholder n : int(s1)
                %neg = _operator.neg(%n) : int(m)
                %slice_1 = aten.slice.Tensor(%x, -1, 0, %neg) : float32[2, k]
                output [%slice_1]
                """, """
                %x = placeholder x : float32[2, s0]
                %n = placeholder n : int(s1)
                %sym_size_int = aten.sym_size.int(%x, 1) : int(s0)
                %sub = _operator.sub(%sym_size_int, %n) : int(s0 - s1)
                %slice_1 = aten.slice.Tensor(%x, 1, 0, %sub) : float32[2, k]
                output [%slice_1]
                """);
    }

    @Test
    void aNumberAsBoundStays() {
        assertLeaves(new NormalizeNegativeSliceStop(), """
                %x = placeholder x : float32[2, s0]
                %slice_1 = aten.slice.Tensor(%x, 1, 0, -2) : float32[2, k]
                output [%slice_1]
                """);
    }
}
