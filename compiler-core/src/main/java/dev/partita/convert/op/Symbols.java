package dev.partita.convert.op;

import static dev.partita.convert.ConverterRow.row;

import dev.partita.convert.Converted;
import dev.partita.convert.Converter;
import dev.partita.convert.ConverterRow;
import dev.partita.convert.OpCall;
import dev.partita.ir.Arg;
import dev.partita.ir.LastAxisIndex;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensor.SymExpr;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Python's operators and sizes. On symbolic numbers nothing is made: the expression is known from the graph and becomes
 * a shape tensor where a layer reads it. On tensors they are the arithmetic of the same name.
 */
public final class Symbols {

    private Symbols() {}

    public static List<ConverterRow> rows() {
        return List.of(
                row("_operator.getitem", Symbols::item).unless(Symbols::indexesTensor),
                row("aten.sym_size.int", Symbols::number),
                row("aten.sym_numel.default", Symbols::number),
                row("aten.sym_stride.int", Symbols::number),
                row("_operator.add", onTensors(Arithmetic::add)),
                row("_operator.sub", onTensors(Arithmetic::sub)),
                row("_operator.mul", onTensors(Arithmetic::mul)),
                row("_operator.truediv", onTensors(Arithmetic::div)),
                row("_operator.floordiv", onTensors(Arithmetic::floorDivide)),
                row("_operator.mod", onTensors(Arithmetic::remainder)),
                row("_operator.pow", onTensors(Arithmetic::pow)),
                row("_operator.neg", onTensors(UnaryMath::neg)),
                row("_operator.eq", onTensors(Comparisons::equal)),
                row("torch.sym_min", onTensors(Arithmetic::minimum)),
                row("torch.sym_max", onTensors(Arithmetic::maximum)),
                row("torch.sym_not", onTensors(Comparisons::not)),
                row("torch.sym_float", Symbols::number));
    }

    private static Converter onTensors(Converter converter) {
        return call -> call.node().value() instanceof Value.Tensor ? converter.convert(call) : number(call);
    }

    private static Converted number(OpCall call) {
        return switch (call.node().value()) {
            case Value.SymInt(SymExpr expression) -> new Converted.Number(expression);
            case Value.SymFloat(SymExpr expression) -> new Converted.Number(expression);
            case Value.Literal(Arg.Int(long known)) -> new Converted.Number(SymExpr.of(known));
            case Value.SymBool _, Value.Tensor _, Value.Tuple _, Value.Literal _, Value.None _ ->
                throw call.refusal("its value is no number that a size could be made of");
        };
    }

    private static Optional<String> indexesTensor(Node node, CompilationSettings settings) {
        return node.input(0).value().tensor().filter(spec -> LastAxisIndex.find(node).isEmpty()).map(spec -> "it indexes a tensor by Python's rules, not a tuple of results");
    }

    private static Converted item(OpCall call) {
        OptionalLong place = LastAxisIndex.find(call.node());
        if (place.isPresent()) {
            return Slicing.lastAxis(call, place.getAsLong());
        }
        Node producer = call.node().input(0);
        if (call.context().converted(producer) instanceof Converted.Several(List<Converted> items)) {
            int index = Math.toIntExact(call.integer(1, 0));
            return items.get(index < 0 ? index + items.size() : index);
        }
        throw call.refusal("'" + producer.name() + "' is no tuple");
    }
}
