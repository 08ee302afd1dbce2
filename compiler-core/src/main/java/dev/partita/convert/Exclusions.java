package dev.partita.convert;

import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.Setting;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the user sends to Torch: ops, modules, nodes. When matching Torch-TensorRT only its own form works, the qualified
 * name with overload; an entry in another form then excludes nothing, as there.
 */
final class Exclusions {

    /** By qualified name, short name, and name without overload; the value is the entry as written. */
    private final Map<String, String> ops = new HashMap<>();

    private final Map<Pattern, String> modules = new LinkedHashMap<>();
    private final Set<String> nodes;
    private final boolean exactOnly;

    private Exclusions(Set<String> nodes, boolean exactOnly) {
        this.nodes = nodes;
        this.exactOnly = exactOnly;
    }

    static Exclusions of(CompilationSettings settings) {
        boolean exactOnly = settings.matchesTorchTensorRt();
        Exclusions exclusions = new Exclusions(settings.get(CoreSettings.TORCH_EXECUTED_NODES), exactOnly);
        for (String entry : settings.get(CoreSettings.TORCH_EXECUTED_OPS)) {
            exclusions.ops.put(exactOnly ? entry : shortForm(entry), entry);
        }
        for (String entry : settings.get(CoreSettings.TORCH_EXECUTED_MODULES)) {
            exclusions.modules.put(modulePattern(entry), entry);
        }
        return exclusions;
    }

    boolean isEmpty() {
        return ops.isEmpty() && modules.isEmpty() && nodes.isEmpty();
    }

    Optional<Exclusion> matching(Node node) {
        if (isEmpty() || !node.isCall()) {
            return Optional.empty();
        }
        return byOp(node).or(() -> byModule(node)).or(() -> byNode(node));
    }

    private Optional<Exclusion> byOp(Node node) {
        if (ops.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> entry = exactOnly
                ? Optional.ofNullable(ops.get(node.op().qualified()))
                : Optional.ofNullable(ops.get(node.op().shortName()))
                        .or(() -> Optional.ofNullable(ops.get(node.op().packet())));
        return entry.map(written -> by(CoreSettings.TORCH_EXECUTED_OPS, written));
    }

    private Optional<Exclusion> byModule(Node node) {
        String path = modules.isEmpty() ? "" : node.origin().modulePath();
        for (Map.Entry<Pattern, String> module : modules.entrySet()) {
            if (module.getKey().matcher(path).matches()) {
                return Optional.of(by(CoreSettings.TORCH_EXECUTED_MODULES, module.getValue()));
            }
        }
        return Optional.empty();
    }

    private Optional<Exclusion> byNode(Node node) {
        return nodes.contains(node.name())
                ? Optional.of(by(CoreSettings.TORCH_EXECUTED_NODES, node.name()))
                : Optional.empty();
    }

    private static Exclusion by(Setting<Set<String>> setting, String entry) {
        return new Exclusion(setting, entry);
    }

    /** {@code torch.ops.aten.relu.default} and {@code aten::relu.default} both read {@code aten.relu.default}. */
    private static String shortForm(String entry) {
        String bare = entry.startsWith("torch.ops.") ? entry.substring("torch.ops.".length()) : entry;
        return bare.replace("::", ".");
    }

    /** Matches the module itself and everything inside; {@code *} stands for one part of the path. */
    private static Pattern modulePattern(String entry) {
        StringBuilder regex = new StringBuilder();
        for (String part : entry.split("\\.")) {
            regex.append(regex.isEmpty() ? "" : "\\.").append(part.equals("*") ? "[^.]+" : Pattern.quote(part));
        }
        return Pattern.compile(regex + "(\\..*)?");
    }
}
