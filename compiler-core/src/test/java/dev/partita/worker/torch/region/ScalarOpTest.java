package dev.partita.worker.torch.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScalarOpTest {

    @Test
    void scalarFunctionsFollowPython() {
        assertEquals(-4L, scalar("_operator.floordiv", -7L, 2L));
        assertEquals(1L, scalar("_operator.mod", -7L, 2L));
        assertEquals(3.5, scalar("_operator.truediv", 7L, 2L));
        assertEquals(0.125, scalar("_operator.pow", 2L, -3L));
        assertEquals(3.0, scalar("_operator.add", 1L, 2.0));
        assertEquals(true, scalar("_operator.le", 2L, 2.0));
        assertEquals(2L, scalar("builtins.round", 2.5));
        assertEquals(-2L, scalar("math.trunc", -2.7));
        assertEquals(9L, scalar("torch.sym_ite", false, 8L, 9L));
        assertEquals(6L, scalar("torch.sym_sum", 1L, 2L, 3L));
        assertTrue(ScalarOp.find("_operator.no_such_function").isEmpty());
    }

    private static Object scalar(String op, Object... arguments) {
        return ScalarOp.find(op).orElseThrow().apply(List.of(arguments));
    }
}
