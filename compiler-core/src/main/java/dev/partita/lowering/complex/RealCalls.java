package dev.partita.lowering.complex;

import dev.partita.ir.Arg;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.ir.schema.Call;
import dev.partita.ir.schema.OpSchemas;
import dev.partita.shape.ShapeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Makes calls on real tensors in place of a node, and the algebra of complex numbers out of such calls. */
final class RealCalls {

    private static final Arg LAST = Arg.of(-1);
    private static final Arg HALF = Arg.of(0.5);

    /** Makes one call in the place of the replaced node. */
    interface Maker {
        Arg make(OpName op, List<Arg> args, Map<String, Arg> kwargs);
    }

    private final Maker maker;

    private RealCalls(Maker maker) {
        this.maker = maker;
    }

    /** Calls with their values, arguments at their default left out, in place of {@code replaced}. */
    static RealCalls withShapes(Graph graph, ShapeRules shapes, Node replaced) {
        return new RealCalls((op, args, kwargs) -> {
            Call call = Call.bind(OpSchemas.standard().find(op).orElseThrow(), args, kwargs);
            return before(graph, replaced, () -> graph.callOverload(op, call.positional(), call.keywords())
                    .setValue(shapes.infer(call).orElseThrow(() ->
                            new IllegalStateException("no shape rule knows " + op)))
                    .setOrigin(replaced.origin()));
        });
    }

    /** Calls with exactly the given arguments and no values yet, in place of {@code replaced}. */
    static RealCalls plain(Graph graph, Node replaced) {
        return new RealCalls((op, args, kwargs) ->
                before(graph, replaced, () -> graph.callOverload(op, args, kwargs).setOrigin(replaced.origin())));
    }

    /** Calls that some other way of making nodes makes. */
    static RealCalls madeBy(Maker maker) {
        return new RealCalls(maker);
    }

    /** Makes a node that stands before {@code place}. */
    static Arg before(Graph graph, Node place, Supplier<Node> maker) {
        List<Node> made = new ArrayList<>();
        graph.insertingBefore(place, () -> made.add(maker.get()));
        return Arg.of(made.getFirst());
    }

    Arg call(String op, Arg... args) {
        return call(OpName.of(op), List.of(args), Map.of());
    }

    Arg call(OpName op, List<Arg> args, Map<String, Arg> kwargs) {
        return maker.make(op, args, kwargs);
    }

    Parts parts(Arg pair) {
        Arg real = call("aten.select.int", pair, LAST, Arg.of(0));
        return new Parts(real, call("aten.select.int", pair, LAST, Arg.of(1)));
    }

    Arg join(Parts parts) {
        return join(parts.real(), parts.imaginary());
    }

    Arg join(Arg real, Arg imaginary) {
        Arg first = call("aten.unsqueeze.default", real, LAST);
        Arg second = call("aten.unsqueeze.default", imaginary, LAST);
        return call("aten.cat.default", Arg.list(List.of(first, second)), LAST);
    }

    Arg add(Arg a, Arg b) {
        return call("aten.add.Tensor", a, b);
    }

    Arg subtract(Arg a, Arg b) {
        return call("aten.sub.Tensor", a, b);
    }

    Arg multiply(Arg a, Arg b) {
        return call("aten.mul.Tensor", a, b);
    }

    Arg divide(Arg a, Arg b) {
        return call("aten.div.Tensor", a, b);
    }

    Arg negate(Arg a) {
        return call("aten.neg.default", a);
    }

    /** {@code re^2 + im^2}. */
    Arg squaredLength(Parts z) {
        Arg real = multiply(z.real(), z.real());
        return add(real, multiply(z.imaginary(), z.imaginary()));
    }

    Arg angle(Parts z) {
        return call("aten.atan2.default", z.imaginary(), z.real());
    }

    /** {@code (a + bi)(c + di) = (ac - bd) + (ad + bc)i}. */
    Parts product(Parts x, Parts y) {
        Arg ac = multiply(x.real(), y.real());
        Arg bd = multiply(x.imaginary(), y.imaginary());
        Arg ad = multiply(x.real(), y.imaginary());
        Arg bc = multiply(x.imaginary(), y.real());
        Arg real = subtract(ac, bd);
        return new Parts(real, add(ad, bc));
    }

    /** {@code (a + bi) / (c + di) = ((ac + bd) + (bc - ad)i) / (c^2 + d^2)}. */
    Parts quotient(Parts x, Parts y) {
        Arg length = squaredLength(y);
        Arg ac = multiply(x.real(), y.real());
        Arg bd = multiply(x.imaginary(), y.imaginary());
        Arg bc = multiply(x.imaginary(), y.real());
        Arg ad = multiply(x.real(), y.imaginary());
        Arg real = add(ac, bd);
        Arg imaginary = subtract(bc, ad);
        Arg scaled = divide(real, length);
        return new Parts(scaled, divide(imaginary, length));
    }

    Parts scaled(Parts z, Arg factor) {
        Arg real = multiply(z.real(), factor);
        return new Parts(real, multiply(z.imaginary(), factor));
    }

    /** {@code log|z| + i arg z}. */
    Parts logarithm(Parts z) {
        Arg length = multiply(call("aten.log.default", squaredLength(z)), HALF);
        return new Parts(length, angle(z));
    }

    /** {@code e^a (cos b + i sin b)}. */
    Parts exponential(Parts z) {
        Arg radius = call("aten.exp.default", z.real());
        return polar(radius, z.imaginary());
    }

    Parts polar(Arg radius, Arg angle) {
        Arg cosine = call("aten.cos.default", angle);
        Arg sine = call("aten.sin.default", angle);
        Arg real = multiply(radius, cosine);
        return new Parts(real, multiply(radius, sine));
    }

    /** {@code |z|^n (cos(n arg z) + i sin(n arg z))}: the principal branch. */
    Parts power(Parts z, Arg exponent) {
        Arg length = call("aten.sqrt.default", squaredLength(z));
        Arg radius = call("aten.pow.Tensor_Scalar", length, exponent);
        return polar(radius, multiply(angle(z), exponent));
    }

    Parts root(Parts z) {
        return power(z, HALF);
    }

    /** {@code e^(w log z)}. */
    Parts power(Parts z, Parts exponent) {
        return exponential(product(exponent, logarithm(z)));
    }

    /** Whether the test holds for one of the parts. */
    Arg either(String test, Parts z) {
        Arg first = call(test, z.real());
        return call("aten.logical_or.default", first, call(test, z.imaginary()));
    }

    /** {@code 1 / z = (a - bi) / (a^2 + b^2)}. */
    Parts reciprocal(Parts z) {
        Arg length = squaredLength(z);
        Arg real = divide(z.real(), length);
        return new Parts(real, divide(negate(z.imaginary()), length));
    }

    /** {@code (A + iB)(C + iD) = (AC - BD) + i(AD + BC)}. */
    Parts matrixProduct(OpName op, Parts x, Parts y) {
        Arg ac = call(op, List.of(x.real(), y.real()), Map.of());
        Arg bd = call(op, List.of(x.imaginary(), y.imaginary()), Map.of());
        Arg ad = call(op, List.of(x.real(), y.imaginary()), Map.of());
        Arg bc = call(op, List.of(x.imaginary(), y.real()), Map.of());
        Arg real = subtract(ac, bd);
        return new Parts(real, add(ad, bc));
    }
}
