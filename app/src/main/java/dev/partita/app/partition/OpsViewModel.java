package dev.partita.app.partition;

import dev.partita.app.session.Document;
import dev.partita.app.session.Exclusions;
import dev.partita.compile.Plan;
import dev.partita.app.text.Texts;
import dev.partita.convert.Verdict;
import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.partition.NodeVerdict;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The check list of ops: which kinds the graph has, how many, and which of them must run in Torch. */
public final class OpsViewModel {

    private final Document document;
    private final StringProperty filter = new SimpleStringProperty("");
    private final ObservableList<OpCount> ops = FXCollections.observableArrayList();
    private final ObservableList<Exclusion> others = FXCollections.observableArrayList();

    /** An excluded node or module, or an op of which the graph has none. */
    record Exclusion(Kind kind, String entry) {
        enum Kind {
            NODE,
            MODULE,
            ABSENT_OP
        }
    }

    public OpsViewModel(Document document) {
        this.document = document;
        document.planProperty().subscribe(plan -> refresh());
        document.settings().valueProperty().addListener((value, old, now) -> refresh());
        filter.addListener((value, old, now) -> refresh());
    }

    StringProperty filterProperty() {
        return filter;
    }

    /** Kinds of ops that match the filter, most frequent first. */
    ObservableList<OpCount> ops() {
        return ops;
    }

    /** Exclusions that are not in {@link #ops}. */
    ObservableList<Exclusion> others() {
        return others;
    }

    void setExcluded(OpName op, boolean inTorch) {
        CompilationSettings settings = document.settings().get();
        document.edit(
                Texts.of(inTorch ? "step.exclude" : "step.include", op.shortName()),
                Exclusions.setOp(settings, op, inTorch));
    }

    void remove(Exclusion exclusion) {
        CompilationSettings settings = document.settings().get();
        document.edit(Texts.of("step.include", exclusion.entry()), switch (exclusion.kind()) {
            case NODE -> Exclusions.set(settings, CoreSettings.TORCH_EXECUTED_NODES, exclusion.entry(), false);
            case MODULE -> Exclusions.set(settings, CoreSettings.TORCH_EXECUTED_MODULES, exclusion.entry(), false);
            case ABSENT_OP -> Exclusions.set(settings, CoreSettings.TORCH_EXECUTED_OPS, exclusion.entry(), false);
        });
    }

    /** Selects the next node of this kind, going round. */
    void selectNext(OpName op) {
        List<Node> nodes = document.plan().partitioning().verdicts().keySet().stream()
                .filter(node -> node.calls(op)).toList();
        int current = document.selectionProperty().get().map(nodes::indexOf).orElse(-1);
        document.selectionProperty().set(java.util.Optional.of(nodes.get((current + 1) % nodes.size())));
    }

    private void refresh() {
        Plan plan = document.plan();
        CompilationSettings settings = document.settings().get();
        Map<String, List<NodeVerdict>> byOp = new TreeMap<>();
        Map<String, OpName> names = new TreeMap<>();
        plan.partitioning().verdicts().forEach((node, verdict) -> {
            String key = node.op().qualified();
            names.put(key, node.op());
            byOp.computeIfAbsent(key, missing -> new ArrayList<>()).add(verdict);
        });
        String wanted = filter.get().strip().toLowerCase(Locale.ROOT);
        List<OpCount> found = new ArrayList<>();
        byOp.forEach((key, verdicts) -> {
            OpName op = java.util.Objects.requireNonNull(names.get(key));
            if (key.toLowerCase(Locale.ROOT).contains(wanted)) {
                found.add(count(op, verdicts, Exclusions.hasOp(settings, op)));
            }
        });
        found.sort(Comparator.comparingInt(OpCount::count).reversed().thenComparing(count -> count.op().shortName()));
        if (!ops.equals(found)) {
            ops.setAll(found);
        }
        others.setAll(otherExclusions(settings, byOp.keySet()));
    }

    private static OpCount count(OpName op, List<NodeVerdict> verdicts, boolean excluded) {
        int inTensorRt = (int) verdicts.stream().filter(NodeVerdict::runsInTensorRt).count();
        int unsupported = (int) verdicts.stream()
                .filter(verdict -> verdict.support() instanceof Verdict.Unsupported).count();
        return new OpCount(op, verdicts.size(), inTensorRt, excluded, unsupported);
    }

    private static List<Exclusion> otherExclusions(CompilationSettings settings, Set<String> present) {
        List<Exclusion> found = new ArrayList<>();
        settings.get(CoreSettings.TORCH_EXECUTED_NODES)
                .forEach(entry -> found.add(new Exclusion(Exclusion.Kind.NODE, entry)));
        settings.get(CoreSettings.TORCH_EXECUTED_MODULES)
                .forEach(entry -> found.add(new Exclusion(Exclusion.Kind.MODULE, entry)));
        settings.get(CoreSettings.TORCH_EXECUTED_OPS).stream()
                .filter(entry -> !present.contains(entry))
                .forEach(entry -> found.add(new Exclusion(Exclusion.Kind.ABSENT_OP, entry)));
        return found;
    }
}
