package dev.partita.worker.torch;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.accuracy.Comparison;
import dev.partita.compile.OpenedProgram;
import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.convert.SegmentConverter;
import dev.partita.convert.SegmentGraph;
import dev.partita.fixture.Fixtures;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.Node;
import dev.partita.ir.NodeKind;
import dev.partita.ir.WeightRef;
import dev.partita.network.NetworkDescription;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.tensor.DType;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.evaluator.HostTensor;
import dev.partita.worker.torch.evaluator.NetworkEvaluator;
import dev.partita.worker.torch.placement.ValueTransfer;
import dev.partita.worker.torch.region.WeightStore;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whole models: each block for TensorRT converts; where the model is one block, its network on the reference evaluator
 * returns what Python returned.
 */
class NetworkOfModelsTest {

    private static final CompilationSettings SETTINGS =
            CompilationSettings.defaults().with(CoreSettings.MIN_BLOCK_SIZE, 1L);

    private static final Set<String> COMPUTED = new TreeSet<>();

    @AfterAll
    static void manyModelsAreOneBlock() {
        assertTrue(COMPUTED.size() >= 9, () -> "only these were computed: " + COMPUTED);
    }

    @TestFactory
    Stream<DynamicTest> blocksConvertAndOneBlockModelsCompute() {
        return Fixtures.models().stream().map(name -> DynamicTest.dynamicTest(
                name, () -> check(Fixtures.model(name), Fixtures.file(name + ".io.json"))));
    }

    @TestFactory
    Stream<DynamicTest> soDoThoseOfTheFullSet() {
        List<String> names = Fixtures.assumeSharedModels();
        Path folder = Fixtures.assumeShared().resolve("models");
        return names.stream().map(name -> DynamicTest.dynamicTest(
                name, () -> check(folder.resolve(name + ".pt2"), folder.resolve(name + ".io.json"))));
    }

    private static void check(Path model, Path manifest) {
        try (OpenedProgram program = OpenedProgram.open(model, Optional.empty());
                Arena arena = Arena.ofConfined();
                WeightStore store = new WeightStore()) {
            Plan plan = new Planner().plan(program, SETTINGS);
            evaluateConstants(plan.lowered().graph(), store, arena);
            List<NetworkDescription> networks = new ArrayList<>();
            for (Segment segment : plan.partitioning().engines()) {
                networks.add(new SegmentConverter(SETTINGS).convert(new SegmentGraph(
                        segment.name(), segment.nodes(), segment.inputs(), segment.outputs())));
            }
            boolean oneBlock = networks.size() == 1
                    && plan.partitioning().segments().size() == 1
                    && plan.lowered().updates().isEmpty();
            if (oneBlock) {
                COMPUTED.add(model.getFileName().toString());
                StoredCases stored = StoredCasesReader.read(manifest, arena);
                for (StoredCase call : stored.cases()) {
                    compare(plan, networks.getFirst(), call, stored);
                }
            }
        }
    }

    private static void evaluateConstants(Graph graph, WeightStore store, Arena arena) {
        for (Map.Entry<String, Attribute> entry : List.copyOf(graph.attributes().entrySet())) {
            if (entry.getValue() instanceof Attribute.Folded folded) {
                StoredValue.Tensor value = (StoredValue.Tensor) ValueTransfer.fromTorch(store.tensor(folded), arena);
                List<Long> strides = new ArrayList<>();
                long stride = 1;
                for (long dim : value.shape().reversed()) {
                    strides.addFirst(stride);
                    stride *= dim;
                }
                WeightRef data = new WeightRef(value.bytes(), entry.getKey(), 0, strides);
                graph.putAttribute(entry.getKey(), new Attribute.Weight(folded.spec(), data));
            }
        }
    }

    private static void compare(Plan plan, NetworkDescription network, StoredCase call, StoredCases stored) {
        Segment segment = plan.partitioning().engines().getFirst();
        Map<String, HostTensor> inputs = new LinkedHashMap<>();
        Map<Node, StoredValue> given = new HashMap<>();
        int leaf = 0;
        for (Node node : plan.lowered().graph()) {
            if (node.kind() == NodeKind.PLACEHOLDER) {
                given.put(node, call.inputs().get(leaf++).value());
            }
        }
        for (Node input : segment.inputs()) {
            inputs.put(input.name(), host(given.getOrDefault(input, new StoredValue.None())));
        }
        Map<String, HostTensor> outputs = new NetworkEvaluator().evaluate(network, inputs);
        List<Node> results = new ArrayList<>();
        plan.lowered().graph().outputNode().args().forEach(arg -> arg.forEachRef(results::add));
        for (int i = 0; i < results.size() && i < call.outputs().size(); i++) {
            int place = segment.outputs().indexOf(results.get(i));
            StoredValue expected = call.outputs().get(i).value();
            if (place >= 0 && expected instanceof StoredValue.Tensor tensor && tensor.dtype() != DType.FLOAT64) {
                HostTensor actual = outputs.get("output" + place);
                if (actual == null) {
                    throw new AssertionError("no output" + place);
                }
                StoredValue have = new StoredValue.Tensor(actual.dtype(), actual.dims(), bytes(actual));
                Comparison comparison = Comparison.of(have, expected, stored.tolerance());
                assertTrue(comparison.agrees(), () -> call.name() + " " + comparison);
            }
        }
    }

    private static MemorySegment bytes(HostTensor tensor) {
        return tensor.data().asSlice(0, tensor.elementCount() * tensor.dtype().byteSize());
    }

    private static HostTensor host(StoredValue value) {
        return switch (value) {
            case StoredValue.Tensor(DType dtype, List<Long> shape, MemorySegment bytes) ->
                new HostTensor(dtype, shape, bytes);
            case StoredValue.IntValue(long number) -> HostTensor.of(DType.INT64, List.of(1L), number);
            case StoredValue.FloatValue(double number) -> HostTensor.of(DType.FLOAT32, List.of(1L), number);
            case StoredValue.BoolValue _, StoredValue.StringValue _, StoredValue.None _ ->
                throw new IllegalArgumentException("no engine takes " + value);
        };
    }
}
