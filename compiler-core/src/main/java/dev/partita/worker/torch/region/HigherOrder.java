package dev.partita.worker.torch.region;

import dev.partita.ir.Arg;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.worker.torch.placement.TorchException;
import dev.partita.worker.torch.region.Step.Slots;
import java.util.ArrayList;
import java.util.List;

/** Compiles the ops that take sub-graphs. Their sub-graphs see nothing but the operands that they are given. */
final class HigherOrder {

    private final RegionCompiler compiler;

    HigherOrder(RegionCompiler compiler) {
        this.compiler = compiler;
    }

    Step compile(Node node) {
        List<Arg> args = node.args();
        return switch (node.op().op()) {
            case "cond" -> cond(args);
            case "while_loop" -> whileLoop(args);
            case "map_impl" -> map(args);
            case "scan" -> scan(args);
            // Gradients are off in every run: only the sub-graph matters.
            case "wrap_with_set_grad_enabled" -> call(args.get(1), args.subList(2, args.size()));
            case "wrap_with_autocast" -> autocast(args);
            case "invoke_subgraph" -> call(args.get(0), args.subList(2, args.size()));
            case "wrap", "strict_mode" -> call(args.get(0), unpacked(args.subList(1, args.size())));
            default -> throw new TorchException("the higher-order op '" + node.op().op() + "' cannot run here; supported are"
                    + " cond, while_loop, map, scan, autocast and no-grad regions");
        };
    }

    private Step cond(List<Arg> args) {
        SubGraph whenTrue = subGraph(args.get(1));
        SubGraph whenFalse = subGraph(args.get(2));
        List<Operand> operands = new ArrayList<>();
        operands.add(compiler.value(args.get(0)));
        operands.addAll(values(items(args.get(3))));
        whenTrue.announceWrites(compiler.writes(), operands.subList(1, operands.size()));
        whenFalse.announceWrites(compiler.writes(), operands.subList(1, operands.size()));
        return new ControlFlow.Cond(whenTrue.program(), whenFalse.program(), operands, results(whenTrue));
    }

    private Step whileLoop(List<Arg> args) {
        SubGraph condition = subGraph(args.get(0));
        SubGraph body = subGraph(args.get(1));
        List<Operand> carried = values(items(args.get(2)));
        List<Operand> constant = values(items(args.get(3)));
        return new ControlFlow.While(condition.program(), body.program(), carried, constant,
                compiler.allocate(carried.size(), true));
    }

    private Step map(List<Arg> args) {
        SubGraph function = subGraph(args.get(0));
        List<Operand> mapped = values(items(args.get(1)));
        List<Operand> constant = values(items(args.get(2)));
        return new ControlFlow.Scan(function.program(), List.of(), mapped, constant,
                compiler.allocate(function.program().resultCount(), true));
    }

    private Step scan(List<Arg> args) {
        SubGraph combine = subGraph(args.get(0));
        List<Operand> carried = values(items(args.get(1)));
        List<Operand> scanned = values(items(args.get(2)));
        List<Operand> constant = args.size() > 3 ? values(items(args.get(3))) : List.of();
        return new ControlFlow.Scan(combine.program(), carried, scanned, constant,
                compiler.allocate(combine.program().resultCount(), true));
    }

    private Step call(Arg graph, List<Arg> args) {
        SubGraph body = subGraph(graph);
        List<Operand> operands = values(args);
        Slots results = results(body);
        announce(body, operands, results);
        return new ControlFlow.Call(body.program(), operands, results);
    }

    private Step autocast(List<Arg> args) {
        SubGraph body = subGraph(args.get(4));
        List<Operand> operands = values(args.subList(5, args.size()));
        Slots results = results(body);
        announce(body, operands, results);
        Autocast autocast = Autocast.of(compiler.store().placement().deviceType(), args.get(1), args.get(2));
        return new ControlFlow.Autocasting(autocast, new ControlFlow.Call(body.program(), operands, results));
    }

    /** In-place ops inside count for the operands; what comes out may be a view of what goes in. */
    private void announce(SubGraph body, List<Operand> operands, Slots results) {
        body.announceWrites(compiler.writes(), operands);
        for (Operand operand : operands) {
            for (int slot = results.first(); slot < results.first() + results.count(); slot++) {
                int result = slot;
                operand.forEachSlot(source -> compiler.writes().view(source, result));
            }
        }
    }

    private Slots results(SubGraph graph) {
        return compiler.allocate(graph.program().resultCount(), !graph.bareResult());
    }

    private SubGraph subGraph(Arg arg) {
        if (arg instanceof Arg.Ref(Node node)
                && node.kind() == NodeKind.GET_ATTR
                && node.graph().attribute(node.target()).orElse(null) instanceof Attribute.SubGraph(Graph graph)) {
            TorchProgram program = new RegionCompiler(Region.of(graph), compiler.store()).compile();
            return new SubGraph(program, Region.returnsBareValue(graph));
        }
        throw new TorchException("a sub-graph is expected among the arguments");
    }

    private List<Operand> values(List<Arg> args) {
        return args.stream().map(compiler::value).toList();
    }

    private static List<Arg> items(Arg arg) {
        if (arg instanceof Arg.ListOf(List<Arg> items)) {
            return items;
        }
        throw new TorchException("a list of operands is expected");
    }

    private static List<Arg> unpacked(List<Arg> args) {
        return args.size() == 1 && args.getFirst() instanceof Arg.ListOf(List<Arg> items) ? items : args;
    }

    private record SubGraph(TorchProgram program, boolean bareResult) {

        void announceWrites(WriteAnalysis writes, List<Operand> operands) {
            program.writtenInputs().forEach(input -> operands.get(input).forEachSlot(writes::write));
        }
    }
}
