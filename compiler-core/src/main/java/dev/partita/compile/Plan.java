package dev.partita.compile;

import dev.partita.lowering.LoweredProgram;
import dev.partita.partition.Partitioning;
import dev.partita.settings.CompilationSettings;

/** What would be compiled with the given settings: the lowered graph, which nobody edits any more, and how it is cut. */
public record Plan(
        OpenedProgram program,
        LoweredProgram lowered,
        Partitioning partitioning,
        CompilationSettings settings,
        PlanTimings timings) {}
