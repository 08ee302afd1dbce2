package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;
import dev.partita.shape.Dims;
import dev.partita.tensor.SymExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code einsum} as torch does it: every operand gets all axes, output labels first, then pairs are multiplied from
 * left to right by {@code bmm}. Labels are letters; an ellipsis or a repeated label in one operand is left to Torch.
 */
final class EinsumDecomposition {

    private static final String ELLIPSIS = "...";

    private EinsumDecomposition() {}

    static void register(DecompositionTable table) {
        table.composite("aten.einsum.default", EinsumDecomposition::einsum);
        table.decompose("aten.baddbmm.default", EinsumDecomposition::batchedProductSum);
    }

    private static Arg einsum(Call call, Tracer tracer) {
        String equation = call.text("equation").replace(" ", "");
        int arrow = equation.indexOf("->");
        String[] inputs = (arrow < 0 ? equation : equation.substring(0, arrow)).split(",", -1);
        List<Arg> tensors = call.items("tensors");
        String hidden = hidden(inputs, tensors, tracer);
        for (int i = 0; i < inputs.length; i++) {
            inputs[i] = inputs[i].replace(ELLIPSIS, hidden);
        }
        String output = arrow < 0 ? hidden + implied(inputs) : equation.substring(arrow + 2).replace(ELLIPSIS, hidden);
        String labels = order(inputs, output);
        int kept = output.length();
        List<Arg> operands = new ArrayList<>();
        int[] uses = new int[labels.length()];
        for (int i = 0; i < inputs.length; i++) {
            Arg whole = withHiddenAxes(tensors.get(i), inputs[i], hidden, tracer);
            operands.add(aligned(whole, inputs[i], labels, tracer));
            for (int label : inputs[i].chars().distinct().toArray()) {
                uses[labels.indexOf(label)]++;
            }
        }
        Arg result = operands.removeFirst();
        boolean several = !operands.isEmpty();
        while (!operands.isEmpty()) {
            result = contracted(result, operands.removeFirst(), kept, uses, tracer);
        }
        return finished(result, kept, labels.length(), several, tracer);
    }

    /** Labels of the axes that an ellipsis stands for: characters that no equation can have, before all letters. */
    private static String hidden(String[] inputs, List<Arg> tensors, Tracer tracer) {
        int count = 0;
        for (int i = 0; i < inputs.length; i++) {
            if (inputs[i].contains(ELLIPSIS)) {
                count = Math.max(count, tracer.shape(tensors.get(i)).rank() - inputs[i].length() + ELLIPSIS.length());
            }
        }
        StringBuilder labels = new StringBuilder();
        for (int i = 0; i < count; i++) {
            labels.append((char) (1 + i));
        }
        return labels.toString();
    }

    /** An operand that lacks leading axes of the ellipsis gets them with extent 1. */
    private static Arg withHiddenAxes(Arg operand, String own, String hidden, Tracer tracer) {
        Arg result = operand;
        for (int missing = own.length() - tracer.shape(operand).rank(); missing > 0; missing--) {
            result = tracer.call("aten.unsqueeze.default", result, Arg.of(own.indexOf(hidden)));
        }
        return result;
    }

    /** Labels that occur once, in alphabetical order. */
    private static String implied(String[] inputs) {
        String all = String.join("", inputs);
        StringBuilder output = new StringBuilder();
        for (int label : new TreeSet<>(all.chars().boxed().toList())) {
            if (Character.isLetter(label) && all.chars().filter(c -> c == label).count() == 1) {
                output.append((char) label);
            }
        }
        return output.toString();
    }

    private static String order(String[] inputs, String output) {
        String all = String.join("", inputs);
        StringBuilder labels = new StringBuilder(output);
        for (int label : new TreeSet<>(all.chars().boxed().toList())) {
            if (output.indexOf(label) < 0) {
                labels.append((char) label);
            }
        }
        return labels.toString();
    }

    /** The operand with one axis per label, in the common order; missing ones have extent 1. */
    private static Arg aligned(Arg operand, String own, String labels, Tracer tracer) {
        Arg result = operand;
        StringBuilder axes = new StringBuilder();
        for (char label : own.toCharArray()) {
            int first = axes.indexOf(String.valueOf(label));
            if (first < 0) {
                axes.append(label);
            } else {
                // A repeated label reads the diagonal, which torch puts last.
                Arg diagonal = tracer.call("aten.diagonal.default", result, Arg.of(0), Arg.of(first), Arg.of(axes.length()));
                int last = tracer.shape(diagonal).rank() - 1;
                List<Arg> moved = new ArrayList<>();
                for (int axis = 0; axis < last; axis++) {
                    moved.add(Arg.of(axis));
                }
                moved.add(first, Arg.of(last));
                result = tracer.call("aten.permute.default", diagonal, Arg.list(moved));
            }
        }
        List<Arg> order = new ArrayList<>();
        int next = axes.length();
        for (char label : labels.toCharArray()) {
            int position = axes.indexOf(String.valueOf(label));
            if (position < 0) {
                result = tracer.call("aten.unsqueeze.default", result, Arg.of(next));
                position = next++;
            }
            order.add(Arg.of(position));
        }
        return tracer.call("aten.permute.default", result, Arg.list(order));
    }

    private static Arg contracted(Arg left, Arg right, int kept, int[] uses, Tracer tracer) {
        List<Integer> summed = new ArrayList<>();
        List<Arg> leftOnly = new ArrayList<>();
        List<Arg> rightOnly = new ArrayList<>();
        for (int axis = kept; axis < uses.length; axis++) {
            boolean inLeft = !Dims.isOne(tracer.shape(left).dims().get(axis));
            boolean inRight = !Dims.isOne(tracer.shape(right).dims().get(axis));
            if (inLeft && inRight) {
                if (--uses[axis] == 1) {
                    summed.add(axis);
                    uses[axis] = 0;
                }
            } else if (uses[axis] == 1 && (inLeft || inRight)) {
                (inLeft ? leftOnly : rightOnly).add(Arg.of(axis));
                uses[axis] = 0;
            }
        }
        Arg a = leftOnly.isEmpty() ? left : tracer.call("aten.sum.dim_IntList", left, Arg.list(leftOnly), Arg.of(true));
        Arg b = rightOnly.isEmpty() ? right : tracer.call("aten.sum.dim_IntList", right, Arg.list(rightOnly), Arg.of(true));
        return pairProduct(a, b, summed, tracer);
    }

    /** Batched matrix product over the axes that both have; {@code summed} axes keep extent 1. */
    private static Arg pairProduct(Arg left, Arg right, List<Integer> summed, Tracer tracer) {
        if (summed.isEmpty()) {
            return tracer.call("aten.mul.Tensor", left, right);
        }
        List<SymExpr> leftDims = tracer.shape(left).dims();
        List<SymExpr> rightDims = tracer.shape(right).dims();
        List<Integer> both = new ArrayList<>();
        List<Integer> leftOnly = new ArrayList<>();
        List<Integer> rightOnly = new ArrayList<>();
        for (int axis = 0; axis < leftDims.size(); axis++) {
            if (!summed.contains(axis)) {
                boolean inLeft = !Dims.isOne(leftDims.get(axis));
                boolean inRight = !Dims.isOne(rightDims.get(axis));
                (inLeft && inRight ? both : inLeft ? leftOnly : rightOnly).add(axis);
            }
        }
        Arg batches = extent(both, leftDims, tracer);
        Arg rows = extent(leftOnly, leftDims, tracer);
        Arg inner = extent(summed, leftDims, tracer);
        Arg columns = extent(rightOnly, rightDims, tracer);
        Arg a = reshaped(left, List.of(both, leftOnly, summed, rightOnly), List.of(batches, rows, inner), tracer);
        Arg b = reshaped(right, List.of(both, summed, rightOnly, leftOnly), List.of(batches, inner, columns), tracer);
        Arg product = tracer.call("aten.bmm.default", a, b);
        List<Integer> order = new ArrayList<>(both);
        order.addAll(leftOnly);
        order.addAll(summed);
        order.addAll(rightOnly);
        List<Arg> extents = new ArrayList<>();
        Arg[] back = new Arg[order.size()];
        for (int i = 0; i < order.size(); i++) {
            int axis = order.get(i);
            extents.add(new Arg.Sym(summed.contains(axis) ? Dims.ONE
                    : rightOnly.contains(axis) ? rightDims.get(axis) : leftDims.get(axis)));
            back[axis] = Arg.of(i);
        }
        Arg viewed = tracer.call("aten.view.default", product, Arg.list(extents));
        return tracer.call("aten.permute.default", viewed, Arg.list(List.of(back)));
    }

    /** The number of elements along all axes of a group. */
    private static Arg extent(List<Integer> group, List<SymExpr> dims, Tracer tracer) {
        return new Arg.Sym(tracer.symbols().product(group.stream().map(dims::get).toList()));
    }

    /** Three axes, each one group of the tensor's; those of the last group have extents 1 and vanish. */
    private static Arg reshaped(Arg tensor, List<List<Integer>> groups, List<Arg> extents, Tracer tracer) {
        List<Arg> order = groups.stream().flatMap(List::stream).<Arg>map(axis -> Arg.of((long) axis)).toList();
        Arg permuted = tracer.call("aten.permute.default", tensor, Arg.list(order));
        return tracer.call("aten.reshape.default", permuted, Arg.list(extents));
    }

    private static Arg finished(Arg result, int kept, int labels, boolean several, Tracer tracer) {
        if (kept == labels) {
            return result;
        }
        if (several) {
            return tracer.call("aten.view.default", result, 
                    Arg.sizes(tracer.shape(result).dims().subList(0, kept)));
        }
        List<Arg> axes = new ArrayList<>();
        for (int axis = kept; axis < labels; axis++) {
            axes.add(Arg.of(axis));
        }
        return tracer.call("aten.sum.dim_IntList", result, Arg.list(axes));
    }

    /** {@code beta * self + alpha * (batch1 @ batch2)}. */
    private static Arg batchedProductSum(Call call, Tracer tracer) {
        Arg product = tracer.call("aten.bmm.default", call.arg("batch1"), call.arg("batch2"));
        if (call.number("alpha") != 1) {
            product = tracer.call("aten.mul.Tensor", product, call.arg("alpha"));
        }
        if (call.number("beta") == 0) {
            return product;
        }
        Arg self = call.number("beta") == 1
                ? call.arg("self") : tracer.call("aten.mul.Tensor", call.arg("self"), call.arg("beta"));
        return tracer.call("aten.add.Tensor", self, product);
    }
}
