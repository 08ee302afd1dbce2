package dev.partita.report;

import dev.partita.convert.Exclusion;
import dev.partita.convert.Reason;
import dev.partita.convert.Verdict;
import dev.partita.ir.Node;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PrecisionRequest;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.Setting;
import dev.partita.settings.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Entries of settings that name ops, modules or nodes which the lowered graph does not have: probably misspelt. */
final class UnansweredWishes {

    /** The settings that exclude, and what a node is called there. */
    private static final Map<Setting<Set<String>>, Function<Node, List<String>>> EXCLUSIONS = exclusions();

    private UnansweredWishes() {}

    /** One sentence each. */
    static List<String> of(DryRun run) {
        Set<Exclusion> answered = answered(run);
        List<String> words = new ArrayList<>();
        EXCLUSIONS.forEach((setting, names) -> run.settings().get(setting).forEach(entry -> {
            if (!answered.contains(new Exclusion(setting, entry))) {
                words.add(sentence(entry, setting.name(), nearest(run, entry, names)));
            }
        }));
        run.settings().get(PrecisionSettings.NODE_PRECISIONS).forEach(entry -> {
            PrecisionRequest request = PrecisionRequest.parse(entry);
            if (run.graph().nodes().stream().noneMatch(node -> fits(request, node))) {
                words.add(sentence(entry, PrecisionSettings.NODE_PRECISIONS.name(), Optional.empty()));
            }
        });
        return words;
    }

    private static Map<Setting<Set<String>>, Function<Node, List<String>>> exclusions() {
        Map<Setting<Set<String>>, Function<Node, List<String>>> exclusions = new LinkedHashMap<>();
        exclusions.put(CoreSettings.TORCH_EXECUTED_OPS, node -> opNames(node.op().shortName()));
        exclusions.put(CoreSettings.TORCH_EXECUTED_MODULES, node -> List.of(node.origin().modulePath()));
        exclusions.put(CoreSettings.TORCH_EXECUTED_NODES, node -> List.of(node.name()));
        return exclusions;
    }

    /** {@code aten.relu.default}, and {@code aten.relu} with all its overloads. */
    private static List<String> opNames(String name) {
        return List.of(name, name.substring(0, Math.max(name.lastIndexOf('.'), 0)));
    }

    private static Set<Exclusion> answered(DryRun run) {
        Set<Exclusion> answered = new HashSet<>();
        run.partitioning().verdicts().values().forEach(verdict -> {
            if (verdict.support() instanceof Verdict.Unsupported(Reason.ExcludedByUser(Exclusion exclusion))) {
                answered.add(exclusion);
            }
        });
        return answered;
    }

    private static Optional<String> nearest(DryRun run, String entry, Function<Node, List<String>> names) {
        return Suggestion.nearest(entry.replaceFirst("^torch\\.ops\\.", ""),
                run.partitioning().verdicts().keySet().stream().map(names).flatMap(List::stream).distinct().toList());
    }

    private static boolean fits(PrecisionRequest request, Node node) {
        return node.isCall() && request.fits(node.name(), node.op().qualified(), node.origin().modulePath());
    }

    private static String sentence(String entry, String setting, Optional<String> nearest) {
        return "No node of the lowered graph matches '" + entry + "' in " + setting
                + nearest.map(known -> "; did you mean '" + known + "'?").orElse("; 'partita print MODEL' lists them.");
    }
}
