package dev.partita.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.fixture.ExpectedRun;
import dev.partita.fixture.Fixtures;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.WeightRef;
import dev.partita.partition.PartitionException;
import dev.partita.partition.Partitioner;
import dev.partita.partition.Partitioning;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.PartitionSettings;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever Support accepts, the converters convert, and the network verifies: over all recorded graphs. */
class SupportedMeansConvertibleTest {

    private final Partitioner partitioner = new Partitioner();

    @Test
    void everyBlockOfTheProbesConverts() {
        assertAllConvert(ExpectedRun.probes(), 500);
    }

    @Test
    void everyBlockOfTheFullSetConverts() throws IOException {
        try (Stream<Path> files = Files.list(Fixtures.assumeShared().resolve("expected"))) {
            assertAllConvert(
                    files.filter(path -> path.toString().endsWith(".json")).sorted().map(ExpectedRun::read).toList(), 200);
        }
    }

    private void assertAllConvert(List<ExpectedRun> runs, int atLeast) {
        List<String> failures = new ArrayList<>();
        int converted = 0;
        for (ExpectedRun run : runs) {
            if (run.hasLoweredGraph()) {
                converted += convert(run, failures);
            }
        }
        assertEquals(List.of(), failures, String.join("\n", failures));
        assertTrue(converted >= atLeast, "only " + converted + " blocks");
    }

    private int convert(ExpectedRun run, List<String> failures) {
        Graph graph = run.loweredGraph();
        CompilationSettings settings = run.settings().with(PartitionSettings.MATCH_TORCH_TENSORRT, false);
        Partitioning partitioning;
        try {
            partitioning = partitioner.partition(graph, settings);
        } catch (PartitionException refused) {
            return 0;
        }
        int converted = 0;
        try (Arena arena = Arena.ofConfined()) {
            inventWeights(graph, arena);
            for (Segment segment : partitioning.engines()) {
                converted += convert(run, segment, settings, failures) ? 1 : 0;
            }
        }
        return converted;
    }

    private static boolean convert(
            ExpectedRun run, Segment segment, CompilationSettings settings, List<String> failures) {
        try {
            // The global partitioner also hands out weights and sub-graphs that Torch reads; no network makes those.
            List<Node> outputs = segment.outputs().stream().filter(Node::isCall).toList();
            if (!outputs.isEmpty()) {
                new SegmentConverter(settings).convert(
                        new SegmentGraph(segment.name(), segment.nodes(), segment.inputs(), outputs));
            }
            return true;
        } catch (RuntimeException failure) {
            // The recorded graphs have compound extents, such as 2*s0, as one symbol of that name: nothing computes it.
            boolean compound = String.valueOf(failure.getMessage()).matches("the size '.*\\W.*' cannot be computed.*");
            // Torch-TensorRT's complex rewriter indexes tensors with an Ellipsis; the global partitioner takes those along.
            boolean ellipsis = String.valueOf(failure.getMessage()).contains("_unpacked_complex' is no tuple");
            if (!compound && !ellipsis) {
                failures.add(run.name() + " " + segment.name() + ": " + failure);
            }
            return false;
        }
    }

    /** The recordings have no weights; converters want to see that they are constants. */
    private static void inventWeights(Graph graph, Arena arena) {
        for (Node node : graph) {
            if (node.kind() == NodeKind.GET_ATTR && node.value().tensor().isPresent()) {
                TensorSpec spec = node.value().tensor().get();
                WeightRef data = new WeightRef(
                        arena.allocate(Math.max(1, bytes(spec)), 64), node.target(), 0, strides(spec.shape()));
                graph.putAttribute(node.target(), new Attribute.Weight(spec, data));
            }
        }
    }

    private static long bytes(TensorSpec spec) {
        long count = spec.dtype().byteSize();
        for (SymExpr dim : spec.shape().dims()) {
            count *= dim.constantValue().orElseThrow();
        }
        return count;
    }

    private static List<Long> strides(Shape shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (SymExpr dim : shape.dims().reversed()) {
            strides.addFirst(stride);
            stride *= dim.constantValue().orElseThrow();
        }
        return strides;
    }
}
