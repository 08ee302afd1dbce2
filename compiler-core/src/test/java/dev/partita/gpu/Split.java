package dev.partita.gpu;

import dev.partita.compile.OpenedProgram;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.ir.Node;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which kind of op to leave to Torch, so that a program falls into at least three segments but not into very many.
 *
 * @param op by the name that settings use; empty when the whole program is cut that often anyway
 */
record Split(String op, int engines, int torch) {

    private static final int FEWEST = 3;
    /** Each engine is built: many take long and show nothing new. */
    private static final int MOST = 12;
    /** Kinds of ops that are tried before the best so far is taken. */
    private static final int TRIES = 12;

    CompilationSettings apply(CompilationSettings settings) {
        return settings.withText(CoreSettings.TORCH_EXECUTED_OPS, op);
    }

    String words() {
        return op + " in Torch: " + engines + " engines, " + torch + " Torch segments";
    }

    /** Tries the kinds of ops that TensorRT runs, those from the middle of the graph first. Empty when none cuts it so. */
    static Optional<Split> of(OpenedProgram program, CompilationSettings settings) {
        Planner planner = new Planner();
        Plan whole = planner.plan(program, settings);
        Split best = null;
        for (String op : kinds(whole).stream().limit(TRIES).toList()) {
            Split none = new Split(op, 0, 0);
            Plan plan = planner.replan(whole, none.apply(settings));
            int engines = plan.partitioning().engines().size();
            Split split = new Split(op, engines, plan.partitioning().segments().size() - engines);
            boolean cut = split.engines() > 0 && split.torch() > 0 && split.count() >= FEWEST;
            if (cut && split.count() <= MOST) {
                return Optional.of(split);
            }
            if (cut && (best == null || split.count() < best.count())) {
                best = split;
            }
        }
        return Optional.ofNullable(best).filter(split -> split.count() <= 3 * MOST);
    }

    private int count() {
        return engines + torch;
    }

    private static List<String> kinds(Plan plan) {
        List<Node> nodes = new ArrayList<>();
        plan.partitioning().engines().stream().map(Segment::nodes).forEach(nodes::addAll);
        List<Node> calls = nodes.stream().filter(node -> node.isCall() && node.op().namespace().equals("aten")).toList();
        List<Integer> byDistance = IntStream.range(0, calls.size()).boxed()
                .sorted(Comparator.comparing(i -> Math.abs(i - calls.size() / 2))).toList();
        return byDistance.stream().map(calls::get).map(call -> call.op().qualified()).distinct().toList();
    }
}
