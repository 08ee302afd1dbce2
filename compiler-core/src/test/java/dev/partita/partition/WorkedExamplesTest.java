package dev.partita.partition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.ir.Graph;
import dev.partita.ir.GraphParser;
import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Small graphs in which each node can be followed by hand; aten.i0 has no converter. */
class WorkedExamplesTest {

    private static final String CHAIN = """
            %x = placeholder x : float32[4]
            %exp = aten.exp.default(%x) : float32[4]
            %tanh = aten.tanh.default(%exp) : float32[4]
            %cos = aten.cos.default(%tanh) : float32[4]
            %i0 = aten.i0.default(%cos) : float32[4]
            %relu = aten.relu.default(%i0) : float32[4]
            output [%relu]
            """;

    private static final String TWO_PATHS = """
            %x = placeholder x : float32[4]
            %exp = aten.exp.default(%x) : float32[4]
            %relu = aten.relu.default(%exp) : float32[4]
            %tanh = aten.tanh.default(%x) : float32[4]
            %i0 = aten.i0.default(%tanh) : float32[4]
            %add = aten.add.Tensor(%relu, %i0) : float32[4]
            output [%add]
            """;

    private static final String SPLIT = """
            %x = placeholder x : float32[4]
            %split = aten.split.Tensor(%x, 2) : (float32[2], float32[2])
            %getitem = _operator.getitem(%split, 0) : float32[2]
            %getitem_1 = _operator.getitem(%split, 1) : float32[2]
            %relu = aten.relu.default(%getitem) : float32[2]
            %i0 = aten.i0.default(%getitem_1) : float32[2]
            %add = aten.add.Tensor(%relu, %i0) : float32[2]
            output [%add]
            """;

    private static final CompilationSettings MATCHING =
            CompilationSettings.defaults().with(PartitionSettings.MATCH_TORCH_TENSORRT, true);

    private final Partitioner partitioner = new Partitioner();

    @Test
    void aSmallBlockJoinsTheTorchBlockBeforeIt() {
        assertEquals("_run_on_acc_0{exp tanh cos} _run_on_gpu_1{i0 relu}", cut(CHAIN, fast(2)));
    }

    @Test
    void aSmallFirstBlockTurnsIntoTorchAndTheRestMergesIntoIt() {
        assertEquals("_run_on_gpu_0{exp tanh cos i0 relu}", cut(CHAIN, fast(5)));
    }

    @Test
    void theGlobalPartitionerLeavesTorchNodesOutside() {
        assertEquals("_run_on_acc_0{exp tanh cos} i0 relu", cut(CHAIN, global(2)));
    }

    @Test
    void theFastPartitionerTakesWhatIsReadyTheGlobalOneMergesFromTheEnd() {
        assertEquals("_run_on_acc_0{exp relu tanh} _run_on_gpu_1{i0} _run_on_acc_2{add}", cut(TWO_PATHS, fast(1)));
        assertEquals("_run_on_acc_0{tanh} i0 _run_on_acc_1{exp relu add}", cut(TWO_PATHS, global(1)));
    }

    @Test
    void getitemsStayWithTheirProducer() {
        assertEquals("_run_on_acc_0{split getitem getitem_1 relu} _run_on_gpu_1{i0} _run_on_acc_2{add}", cut(SPLIT, fast(1)));
        assertEquals("_run_on_acc_1{split getitem_1 getitem} i0 _run_on_acc_0{relu add}", cut(SPLIT, global(1)));
    }

    @Test
    void aSmallBlockSaysWhatItIsCutOffBy() {
        Graph graph = GraphParser.parse(CHAIN);
        Partitioning partitioning = partitioner.partition(graph, fast(2));
        String why = partitioning.verdict(graph.node("relu")).orElseThrow().whyTorch().orElseThrow().words();
        assertEquals("Its block has 1 op, min_block_size is 2; it cannot grow across %i0.", why);
        assertEquals("There is no converter for aten.i0.default.",
                partitioning.verdict(graph.node("i0")).orElseThrow().whyTorch().orElseThrow().words());
    }

    @Test
    void excludingAnOpByPacketIsOursAndHasNoEffectWhenMatching() {
        CompilationSettings packet = CompilationSettings.defaults()
                .with(CoreSettings.MIN_BLOCK_SIZE, 1L)
                .with(CoreSettings.TORCH_EXECUTED_OPS, Set.of("aten.tanh"));
        assertEquals("_run_on_acc_0{exp} _run_on_gpu_1{tanh} _run_on_acc_2{cos} _run_on_gpu_3{i0} _run_on_acc_4{relu}",
                cut(CHAIN, packet));
        assertEquals("_run_on_acc_0{exp tanh cos} _run_on_gpu_1{i0} _run_on_acc_2{relu}",
                cut(CHAIN, packet.with(PartitionSettings.MATCH_TORCH_TENSORRT, true)));
    }

    @Test
    void excludingASingleNodeLeavesOthersOfTheSameOpAlone() {
        Graph graph = GraphParser.parse(CHAIN);
        CompilationSettings settings = fast(1).with(CoreSettings.TORCH_EXECUTED_NODES, Set.of("tanh"));
        Partitioning partitioning = partitioner.partition(graph, settings);
        assertEquals("_run_on_acc_0{exp} _run_on_gpu_1{tanh} _run_on_acc_2{cos} _run_on_gpu_3{i0} _run_on_acc_4{relu}",
                describe(partitioning));
        assertEquals("Excluded by you: torch_executed_nodes names tanh.",
                partitioning.verdict(graph.node("tanh")).orElseThrow().whyTorch().orElseThrow().words());
    }

    @Test
    void fullCompilationNamesEveryNodeInTheWay() {
        String message = assertThrows(PartitionException.class,
                () -> cut(CHAIN, fast(1).with(CoreSettings.REQUIRE_FULL_COMPILATION, true))).toString();
        assertTrue(message.contains("%i0: There is no converter for aten.i0.default."), message);
    }

    @Test
    void fullCompilationIgnoresTheBlockSize() {
        String supported = CHAIN.replace("aten.i0.default", "aten.sin.default");
        assertEquals("_run_on_acc_0{exp tanh cos i0 relu}",
                cut(supported, fast(10).with(CoreSettings.REQUIRE_FULL_COMPILATION, true)));
    }

    @Test
    void aGraphWithNothingForTensorRtIsLeftWhole() {
        Graph graph = GraphParser.parse("""
                %x = placeholder x : float32[4]
                %i0 = aten.i0.default(%x) : float32[4]
                output [%i0]
                """);
        Partitioning partitioning = partitioner.partition(graph, fast(1));
        assertEquals(Method.LEFT_WHOLE, partitioning.method());
        assertEquals("_run_on_gpu_0{i0}", describe(partitioning));
    }

    @Test
    void theSweepTellsWhatOtherBlockSizesWouldGive() {
        Partitioning partitioning = partitioner.partition(GraphParser.parse(CHAIN), fast(5));
        assertEquals(
                List.of(new BlockSizeSweep.Point(1, 2, 4), new BlockSizeSweep.Point(2, 1, 3), new BlockSizeSweep.Point(4, 0, 0)),
                BlockSizeSweep.of(partitioning));
    }

    private static CompilationSettings fast(long minimum) {
        return MATCHING.with(CoreSettings.MIN_BLOCK_SIZE, minimum);
    }

    private static CompilationSettings global(long minimum) {
        return fast(minimum).with(PartitionSettings.USE_FAST_PARTITIONER, false);
    }

    private String cut(String graph, CompilationSettings settings) {
        return describe(partitioner.partition(GraphParser.parse(graph), settings));
    }

    private static String describe(Partitioning partitioning) {
        return partitioning.segments().stream().map(WorkedExamplesTest::describe).collect(Collectors.joining(" "));
    }

    private static String describe(Segment segment) {
        String nodes = segment.nodes().stream().map(Node::name).collect(Collectors.joining(" "));
        return segment.kind() == Segment.Kind.PARENT ? nodes : segment.name() + "{" + nodes + "}";
    }
}
