package dev.partita.partition;

import dev.partita.convert.CapabilityTable;
import dev.partita.convert.Support;
import dev.partita.convert.Verdict;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import dev.partita.settings.ResourceSettings;
import dev.partita.settings.Setting;
import java.util.ArrayList;
import java.util.List;

/**
 * What is known about a graph before anyone says where its calls are to run: who reads whom, and what TensorRT could take
 * if the user excluded nothing. An edit that only excludes, or only cuts differently, starts from here.
 */
public final class Survey {

    private final CallGraph calls;
    private final CompilationSettings settings;

    /** By number of the call. */
    private final List<Verdict> verdicts;

    private Survey(CallGraph calls, CompilationSettings settings, List<Verdict> verdicts) {
        this.calls = calls;
        this.settings = settings;
        this.verdicts = verdicts;
    }

    static Survey of(CallGraph calls, CapabilityTable table, CompilationSettings settings) {
        CompilationSettings unrestricted = unrestricted(settings);
        Support support = new Support(table, unrestricted);
        List<Verdict> verdicts = new ArrayList<>(calls.size());
        for (Node call : calls.calls()) {
            verdicts.add(support.of(call));
        }
        return new Survey(calls, unrestricted, verdicts);
    }

    CallGraph calls() {
        return calls;
    }

    boolean isOf(Graph graph) {
        return calls.graph() == graph;
    }

    /** Whether these settings can change nothing that is said here. */
    boolean holdsFor(CompilationSettings edited) {
        return settings.equals(unrestricted(edited));
    }

    /** The verdicts under {@code support}, by number of the call; only what the user excludes is asked again. */
    List<Verdict> verdicts(Support support) {
        List<Verdict> restricted = new ArrayList<>(calls.size());
        for (int call = 0; call < calls.size(); call++) {
            restricted.add(support.of(calls.call(call), verdicts.get(call)));
        }
        return restricted;
    }

    /** Without what the partitioners alone read; a setting that is missing here costs time, nothing else. */
    private static CompilationSettings unrestricted(CompilationSettings settings) {
        CompilationSettings rest = settings;
        for (Setting<?> setting : List.of(CoreSettings.TORCH_EXECUTED_OPS, CoreSettings.TORCH_EXECUTED_MODULES,
                CoreSettings.TORCH_EXECUTED_NODES, CoreSettings.MIN_BLOCK_SIZE, CoreSettings.REQUIRE_FULL_COMPILATION,
                PartitionSettings.USE_FAST_PARTITIONER, ResourceSettings.ENABLE_RESOURCE_PARTITIONING,
                ResourceSettings.CPU_MEMORY_BUDGET)) {
            rest = withDefault(rest, setting);
        }
        return rest;
    }

    private static <T> CompilationSettings withDefault(CompilationSettings settings, Setting<T> setting) {
        return settings.with(setting, setting.initial());
    }
}
