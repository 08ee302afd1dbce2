package dev.partita.worker.torch.region;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * Python's functions on numbers. Arguments and results are {@link Long}, {@link Double} or {@link Boolean}; as in Python,
 * an integer meets a float as a float, and a Boolean counts as 0 or 1. Integers that leave 64 bits are an error.
 */
interface ScalarOp {

    Object apply(List<Object> arguments);

    /** By module and name, such as {@code _operator.add}. */
    static Optional<ScalarOp> find(String name) {
        return Optional.ofNullable(Table.OPS.get(name));
    }

    /** The hand-written list of functions. */
    final class Table {

        private static final Map<String, ScalarOp> OPS = Map.ofEntries(
                Map.entry("_operator.add", arithmetic(Math::addExact, Double::sum)),
                Map.entry("_operator.sub", arithmetic(Math::subtractExact, (a, b) -> a - b)),
                Map.entry("_operator.mul", arithmetic(Math::multiplyExact, (a, b) -> a * b)),
                Map.entry("_operator.floordiv", arithmetic(Math::floorDiv, (a, b) -> Math.floor(a / b))),
                Map.entry("_operator.mod", arithmetic(Math::floorMod, (a, b) -> a - b * Math.floor(a / b))),
                Map.entry("_operator.truediv", binary((a, b) -> divide(real(a), real(b)))),
                Map.entry("_operator.pow", binary(Table::power)),
                Map.entry("_operator.neg", unary(a -> a instanceof Double d ? (Object) (-d) : Math.negateExact(integer(a)))),
                Map.entry("_operator.pos", unary(a -> a instanceof Boolean ? integer(a) : a)),
                Map.entry("_operator.abs", unary(a -> a instanceof Double d ? (Object) Math.abs(d) : Math.absExact(integer(a)))),
                Map.entry("_operator.eq", binary((a, b) -> compare(a, b) == 0)),
                Map.entry("_operator.ne", binary((a, b) -> compare(a, b) != 0)),
                Map.entry("_operator.lt", binary((a, b) -> compare(a, b) < 0)),
                Map.entry("_operator.le", binary((a, b) -> compare(a, b) <= 0)),
                Map.entry("_operator.gt", binary((a, b) -> compare(a, b) > 0)),
                Map.entry("_operator.ge", binary((a, b) -> compare(a, b) >= 0)),
                Map.entry("_operator.and_", bits((a, b) -> a & b)),
                Map.entry("_operator.or_", bits((a, b) -> a | b)),
                Map.entry("_operator.xor", bits((a, b) -> a ^ b)),
                Map.entry("_operator.lshift", binary((a, b) -> integer(a) << integer(b))),
                Map.entry("_operator.rshift", binary((a, b) -> integer(a) >> integer(b))),
                Map.entry("_operator.invert", unary(a -> ~integer(a))),
                Map.entry("_operator.index", unary(Table::integer)),
                Map.entry("_operator.not_", unary(a -> !truth(a))),
                Map.entry("_operator.truth", unary(Table::truth)),
                Map.entry("builtins.min", binary((a, b) -> compare(b, a) < 0 ? b : a)),
                Map.entry("builtins.max", binary((a, b) -> compare(b, a) > 0 ? b : a)),
                Map.entry("builtins.abs", unary(a -> a instanceof Double d ? (Object) Math.abs(d) : Math.absExact(integer(a)))),
                Map.entry("builtins.round", unary(a -> a instanceof Double d ? (Object) toLong(Math.rint(d)) : a)),
                Map.entry("math.trunc", unary(Table::truncate)),
                Map.entry("math.floor", unary(a -> a instanceof Double d ? (Object) toLong(Math.floor(d)) : a)),
                Map.entry("math.ceil", unary(a -> a instanceof Double d ? (Object) toLong(Math.ceil(d)) : a)),
                Map.entry("math.sqrt", unary(a -> Math.sqrt(real(a)))),
                Map.entry("math.log", unary(a -> Math.log(real(a)))),
                Map.entry("math.exp", unary(a -> Math.exp(real(a)))),
                Map.entry("math.sin", unary(a -> Math.sin(real(a)))),
                Map.entry("math.cos", unary(a -> Math.cos(real(a)))),
                Map.entry("math.tan", unary(a -> Math.tan(real(a)))),
                Map.entry("math.tanh", unary(a -> Math.tanh(real(a)))),
                Map.entry("math.pow", binary((a, b) -> Math.pow(real(a), real(b)))),
                Map.entry("torch.sym_float", unary(Table::real)),
                Map.entry("torch.sym_int", unary(Table::truncate)),
                // The result of sym_max and sym_min is a float as soon as one side is.
                Map.entry("torch.sym_max", arithmetic(Math::max, Math::max)),
                Map.entry("torch.sym_min", arithmetic(Math::min, Math::min)),
                Map.entry("torch.sym_not", unary(a -> !truth(a))),
                Map.entry("torch.sym_ite", arguments -> truth(arguments.get(0)) ? arguments.get(1) : arguments.get(2)),
                Map.entry("torch.sym_sqrt", unary(a -> Math.sqrt(real(a)))),
                Map.entry("torch._sym_sqrt", unary(a -> Math.sqrt(real(a)))),
                Map.entry("torch.sym_sum", arguments -> arguments.stream().reduce(0L, arithmeticFunction(Math::addExact, Double::sum))));

        private Table() {}

        private static ScalarOp unary(UnaryOperator<Object> function) {
            return arguments -> function.apply(arguments.getFirst());
        }

        private static ScalarOp binary(BinaryOperator<Object> function) {
            return arguments -> function.apply(arguments.get(0), arguments.get(1));
        }

        private static ScalarOp arithmetic(LongFunction2 integers, DoubleFunction2 reals) {
            return binary(arithmeticFunction(integers, reals));
        }

        private static BinaryOperator<Object> arithmeticFunction(LongFunction2 integers, DoubleFunction2 reals) {
            return (a, b) -> a instanceof Double || b instanceof Double
                    ? (Object) reals.apply(real(a), real(b))
                    : (Object) integers.apply(integer(a), integer(b));
        }

        private static ScalarOp bits(LongFunction2 function) {
            return binary((a, b) -> {
                long bits = function.apply(integer(a), integer(b));
                return a instanceof Boolean && b instanceof Boolean ? (Object) (bits != 0) : (Object) bits;
            });
        }

        private static Object power(Object base, Object exponent) {
            if (base instanceof Double || exponent instanceof Double || integer(exponent) < 0) {
                return Math.pow(real(base), real(exponent));
            }
            long result = 1;
            for (long i = 0; i < integer(exponent); i++) {
                result = Math.multiplyExact(result, integer(base));
            }
            return result;
        }

        private static double divide(double a, double b) {
            if (b == 0) {
                throw new ArithmeticException("division by zero");
            }
            return a / b;
        }

        private static int compare(Object a, Object b) {
            return a instanceof Double || b instanceof Double
                    ? Double.compare(real(a) + 0.0, real(b) + 0.0)
                    : Long.compare(integer(a), integer(b));
        }

        private static Object truncate(Object value) {
            return value instanceof Double d ? toLong(d) : integer(value);
        }

        private static long toLong(double value) {
            if (!(Math.abs(value) < 0x1p63)) {
                throw new ArithmeticException(value + " does not fit into a 64-bit integer");
            }
            return (long) value;
        }

        private static double real(Object value) {
            return value instanceof Double d ? d : (double) integer(value);
        }

        private static long integer(Object value) {
            return switch (value) {
                case Long l -> l;
                case Boolean b -> b ? 1 : 0;
                default -> throw new ArithmeticException("an integer is expected, not " + value);
            };
        }

        private static boolean truth(Object value) {
            return value instanceof Double d ? d != 0 : integer(value) != 0;
        }

        private interface LongFunction2 {
            long apply(long a, long b);
        }

        private interface DoubleFunction2 {
            double apply(double a, double b);
        }
    }
}
