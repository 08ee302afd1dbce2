package dev.partita.app.session;

import dev.partita.ir.Node;
import dev.partita.ir.OpName;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.Setting;
import java.util.LinkedHashSet;
import java.util.Set;

/** Edits of the settings that send something to Torch or bring it back. */
public final class Exclusions {

    private Exclusions() {}

    public static boolean hasOp(CompilationSettings settings, OpName op) {
        return settings.get(CoreSettings.TORCH_EXECUTED_OPS).contains(op.qualified());
    }

    public static CompilationSettings setOp(CompilationSettings settings, OpName op, boolean inTorch) {
        return set(settings, CoreSettings.TORCH_EXECUTED_OPS, op.qualified(), inTorch);
    }

    public static CompilationSettings setNode(CompilationSettings settings, Node node, boolean inTorch) {
        return set(settings, CoreSettings.TORCH_EXECUTED_NODES, node.name(), inTorch);
    }

    public static CompilationSettings setModule(CompilationSettings settings, String path, boolean inTorch) {
        return set(settings, CoreSettings.TORCH_EXECUTED_MODULES, path, inTorch);
    }

    /** {@code encoder.layer.3.output} picks {@code encoder.layer.*.output}: the same part of every repeated block. */
    public static String identicalModules(String path) {
        return path.replaceAll("(^|\\.)\\d+(?=\\.|$)", "$1*");
    }

    public static CompilationSettings set(
            CompilationSettings settings, Setting<Set<String>> setting, String entry, boolean present) {
        Set<String> entries = new LinkedHashSet<>(settings.get(setting));
        if (present) {
            entries.add(entry);
        } else {
            entries.remove(entry);
        }
        return settings.with(setting, java.util.Collections.unmodifiableSet(entries));
    }
}
