package dev.partita.app.graph.model;

import dev.partita.app.graph.model.Placement.Backend;
import dev.partita.compile.Plan;
import dev.partita.importer.ImportedProgram;
import dev.partita.importer.ProgramSignature;
import dev.partita.ir.Graph;
import dev.partita.partition.NodeVerdict;
import dev.partita.partition.Partitioning;
import dev.partita.partition.Segment;
import dev.partita.partition.TorchReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The canvas's view of a plan: its lowered graph, and where the boxes run. */
public record PlannedGraph(GraphModel model, Placements placements) {

    public static PlannedGraph of(String name, Plan plan) {
        GraphModel model = GraphModels.of(name, plan.lowered().graph());
        return new PlannedGraph(model, placements(model, plan.lowered().graph(), plan.partitioning()));
    }

    /** The program as it was exported; nothing is placed. */
    public static PlannedGraph exported(String name, ImportedProgram program) {
        Set<String> weights = new LinkedHashSet<>();
        for (ProgramSignature.Input input : program.signature().inputs()) {
            if (input.weightPath().isPresent()) {
                weights.add(input.name());
            }
        }
        GraphModel model = GraphModels.of(name, program.graph(), weights);
        return new PlannedGraph(model, Placements.none(model));
    }

    /** After an edit that left the lowered graph as it was: the same model, other placements. */
    public PlannedGraph repartitioned(Plan plan) {
        return new PlannedGraph(model, placements(model, plan.lowered().graph(), plan.partitioning()));
    }

    private static Placements placements(GraphModel model, Graph graph, Partitioning partitioning) {
        Map<String, Integer> ordinals = new HashMap<>();
        int engines = 0;
        int torch = 0;
        for (Segment segment : partitioning.segments()) {
            ordinals.put(segment.name(), segment.isTensorRt() ? engines++ : torch++);
        }
        List<Placement> placements = new ArrayList<>(model.boxes().size());
        for (Box box : model.boxes()) {
            placements.add(graph.find(box.id())
                    .flatMap(partitioning::verdict)
                    .map(verdict -> placement(verdict, ordinals))
                    .orElse(Placement.NONE));
        }
        return new Placements(placements);
    }

    private static Placement placement(NodeVerdict verdict, Map<String, Integer> ordinals) {
        Segment segment = verdict.segment();
        return new Placement(
                segment.isTensorRt() ? Backend.TENSORRT : Backend.TORCH,
                segment.name(),
                ordinals.getOrDefault(segment.name(), 0),
                verdict.whyTorch().map(TorchReason::words).orElse(""));
    }
}
