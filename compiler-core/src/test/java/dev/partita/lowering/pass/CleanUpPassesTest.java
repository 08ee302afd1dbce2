package dev.partita.lowering.pass;

import static dev.partita.lowering.pass.PassAssertions.assertLeaves;
import static dev.partita.lowering.pass.PassAssertions.assertRewrites;

import org.junit.jupiter.api.Test;

/** Passes that only remove nodes. */
class CleanUpPassesTest {

    @Test
    void detachIsBypassed() {
        assertRewrites(new RemoveDetach(), """
                %x = placeholder x : float32[2]
                %detach = aten.detach.default(%x) : float32[2]
                %relu = aten.relu.default(%detach) : float32[2]
                output [%relu]
                """, """
                %x = placeholder x : float32[2]
                %relu = aten.relu.default(%x) : float32[2]
                output [%relu]
                """);
    }

    @Test
    void inPlaceDetachIsLeftToTheDecompositions() {
        assertLeaves(new RemoveDetach(), """
                %x = placeholder x : float32[2]
                %detach_ = aten.detach_.default(%x) : float32[2]
                output [%detach_]
                """);
    }

    @Test
    void insertedChecksAreRemovedWithWhatOnlyTheyRead() {
        assertRewrites(new RemoveAssertNodes(), """
                %n = placeholder n : int(s0)
                %x = placeholder x : float32[s0]
                %ge = _operator.ge(%n, 2) : bool(b)
                %_assert_scalar = aten._assert_scalar.default(%ge, "n is too small")
                %relu = aten.relu.default(%x) : float32[s0]
                output [%relu]
                """, """
                %n = placeholder n : int(s0)
                %x = placeholder x : float32[s0]
                %relu = aten.relu.default(%x) : float32[s0]
                output [%relu]
                """);
    }

    @Test
    void checksThatTheUserWroteStay() {
        assertLeaves(new RemoveAssertNodes(), """
                %x = placeholder x : bool[]
                %_assert_async = aten._assert_async.default(%x)
                output [%x]
                """);
    }

    @Test
    void theOnlyReaderOfAnInputNeedsNoCopy() {
        assertRewrites(new RemoveInputAliasFixingClones(), """
                %x = placeholder x : float32[2]
                %clone = aten.clone.default(%x) : float32[2]
                %relu = aten.relu.default(%clone) : float32[2]
                output [%relu]
                """, """
                %x = placeholder x : float32[2]
                %relu = aten.relu.default(%x) : float32[2]
                output [%relu]
                """);
    }

    @Test
    void aCopyBesideAnotherReaderStays() {
        assertLeaves(new RemoveInputAliasFixingClones(), """
                %x = placeholder x : float32[2]
                %clone = aten.clone.default(%x) : float32[2]
                %add = aten.add.Tensor(%clone, %x) : float32[2]
                output [%add]
                """);
    }

    @Test
    void nodesWithoutReadersGoEvenWhenTheyHaveEffects() {
        assertRewrites(new RemoveNodesWithoutUsers(), """
                %x = placeholder x : float32[2]
                %y = placeholder y : float32[2]
                %copy_ = aten.copy_.default(%y, %x) : float32[2]
                %relu = aten.relu.default(%x) : float32[2]
                output [%relu]
                """, """
                %x = placeholder x : float32[2]
                %y = placeholder y : float32[2]
                %relu = aten.relu.default(%x) : float32[2]
                output [%relu]
                """);
    }

    @Test
    void aMinimumWithTheLargestIntegerIsTheOtherOperand() {
        assertRewrites(new EliminateSymMinInt64Max(), """
                %x = placeholder x : float32[s0, 4]
                %n = placeholder n : int(s0)
                %sym_min = torch.sym_min(%n, 9223372036854775807) : int(s0)
                %slice_1 = aten.slice.Tensor(%x, 0, 0, %sym_min) : float32[s0, 4]
                output [%slice_1]
                """, """
                %x = placeholder x : float32[s0, 4]
                %n = placeholder n : int(s0)
                %slice_1 = aten.slice.Tensor(%x, 0, 0, %n) : float32[s0, 4]
                output [%slice_1]
                """);
    }

    @Test
    void aMinimumWithAnotherBoundStays() {
        assertLeaves(new EliminateSymMinInt64Max(), """
                %n = placeholder n : int(s0)
                %sym_min = torch.sym_min(%n, 16) : int(m)
                output [%sym_min]
                """);
    }
}
