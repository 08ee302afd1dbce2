package dev.partita.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.convert.Reason;
import dev.partita.convert.Verdict;
import dev.partita.fixture.ExpectedRun;
import dev.partita.fixture.Fixtures;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Support and both partitioners against Torch-TensorRT's own results, on the very graphs that it partitioned. */
class ExpectedPartitionTest {

    private final Partitioner partitioner = new Partitioner();

    @Test
    void theProbesAreCutAsTorchTensorRtCutsThem() {
        assertAllEqual(ExpectedRun.probes(), 500);
    }

    @Test
    void theModelsOfTheFullSetAreCutAsTorchTensorRtCutsThem() throws IOException {
        try (Stream<Path> files = Files.list(Fixtures.assumeShared().resolve("expected"))) {
            assertAllEqual(files.filter(path -> path.toString().endsWith(".json")).sorted().map(ExpectedRun::read).toList(), 200);
        }
    }

    private void assertAllEqual(List<ExpectedRun> runs, int atLeast) {
        List<ExpectedRun> comparable = runs.stream()
                .filter(run -> run.hasLoweredGraph() && !run.usesWhatTensorRt106Lacks())
                .toList();
        List<String> differences = new ArrayList<>();
        for (ExpectedRun run : comparable) {
            differences(run).stream().limit(4).map(line -> run.name() + ": " + line).forEach(differences::add);
        }
        assertEquals(List.of(), differences, String.join("\n", differences));
        assertTrue(comparable.size() >= atLeast, "compared only " + comparable.size());
    }

    private List<String> differences(ExpectedRun run) {
        List<String> differences = new ArrayList<>();
        Graph graph = run.loweredGraph();
        Partitioning partitioning;
        try {
            partitioning = partitioner.partition(graph, run.settings());
        } catch (PartitionException e) {
            return run.failedInPython() ? List.of() : List.of("refused: " + e.getMessage());
        }
        for (JsonNode expected : run.json().get("lowered")) {
            if (expected.has("supported")) {
                compareSupport(expected, graph.node(expected.get("name").asString()), partitioning, differences);
            }
        }
        if (run.failedInPython()) {
            return differences;
        }
        if (run.wasLeftWhole()) {
            if (!partitioning.engines().isEmpty()) {
                differences.add("was left whole, here has engines " + partitioning.engines());
            }
            return differences;
        }
        List<JsonNode> segments = run.segments();
        for (int i = 0; i < Math.max(segments.size(), partitioning.segments().size()); i++) {
            String theirs = i < segments.size() ? describe(segments.get(i)) : "nothing";
            String ours = i < partitioning.segments().size() ? describe(partitioning.segments().get(i)) : "nothing";
            if (!theirs.equals(ours)) {
                differences.add("segment " + i + "\n  theirs " + theirs + "\n  ours   " + ours);
            }
        }
        return differences;
    }

    private static void compareSupport(JsonNode expected, Node node, Partitioning partitioning, List<String> differences) {
        Verdict verdict = partitioning.verdict(node).orElseThrow().support();
        // One Python decorator hides the name of the function that it wraps.
        String theirs = expected.get("supported").asBoolean()
                ? expected.get("converter").asString().replace("wrapper", "aten_ops_nonzero")
                : expected.get("reason").asString();
        String ours = switch (verdict) {
            case Verdict.Supported(String rule, boolean _) -> rule;
            case Verdict.Unsupported(Reason reason) -> reason.code();
        };
        if (!theirs.equals(ours)) {
            differences.add(node + " " + node.target() + ": theirs " + theirs + ", ours " + ours);
        }
    }

    private static String describe(JsonNode segment) {
        List<String> nodes = new ArrayList<>();
        segment.get("nodes").forEach(node -> nodes.add(node.asString()));
        String kind = segment.get("kind").asString();
        if (kind.equals("parent")) {
            return kind + " " + nodes;
        }
        List<String> weights = new ArrayList<>();
        segment.get("get_attrs").forEach(weight -> weights.add(weight.asString()));
        return segment.get("name").asString() + " " + kind + " " + nodes + " weights " + weights + " inputs "
                + segment.get("inputs").size() + " outputs " + segment.get("outputs").asString();
    }

    private static String describe(Segment segment) {
        List<String> nodes = segment.nodes().stream().map(Node::name).toList();
        if (segment.kind() == Segment.Kind.PARENT) {
            return "parent " + nodes;
        }
        String outputs = segment.outputs().size() == 1
                ? segment.outputs().getFirst().toString()
                : segment.outputs().toString();
        return segment.name() + " " + (segment.isTensorRt() ? "trt" : "torch") + " " + nodes + " weights "
                + segment.getAttrs().stream().map(Node::target).toList() + " inputs " + segment.inputs().size()
                + " outputs " + outputs;
    }
}
