package dev.partita.convert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.compile.Plan;
import dev.partita.compile.Planner;
import dev.partita.fixture.Fixtures;
import dev.partita.network.Layer;
import dev.partita.network.NamedLayer;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkException;
import dev.partita.network.NetworkInput;
import dev.partita.network.NetworkOutput;
import dev.partita.network.NetworkTensor;
import dev.partita.network.NetworkVerifier;
import dev.partita.network.TensorType;
import dev.partita.partition.Segment;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PrecisionSettings;
import dev.partita.settings.Typing;
import dev.partita.tensor.DType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A request for a node's precision, down to the network, in both typings. */
class NodePrecisionTest {

    private static final CompilationSettings ASKING = CompilationSettings.defaults()
            .with(CoreSettings.MIN_BLOCK_SIZE, 1L)
            .with(PrecisionSettings.NODE_PRECISIONS, Set.of("op:torch.ops.aten.relu.default=f16"));

    private static NetworkDescription network(CompilationSettings settings) {
        Plan plan = new Planner().open(Fixtures.model("mlp_tiny"), settings);
        try {
            Segment segment = plan.partitioning().engines().getFirst();
            return new SegmentConverter(settings).convert(
                    new SegmentGraph(segment.name(), segment.nodes(), segment.inputs(), segment.outputs()));
        } finally {
            plan.program().close();
        }
    }

    private static NamedLayer relu(NetworkDescription network) {
        return network.layers().stream().filter(layer -> layer.layer() instanceof Layer.Activation).findFirst().orElseThrow();
    }

    @Test
    void explicitlyTypedTheLayerMakesThatTypeAndItsSurroundingsDoNot() {
        NetworkDescription network = network(ASKING);

        assertEquals(DType.FLOAT16, relu(network).outputs().getFirst().dtype());
        assertEquals(Optional.empty(), relu(network).precision());
        assertEquals(2, network.layers().stream().filter(layer -> layer.layer() instanceof Layer.Cast).count(), network.toString());
        assertEquals(DType.FLOAT32, network.outputs().getFirst().tensor().dtype());
    }

    @Test
    void leftToTheBuilderTheLayerIsHeldToThatPrecisionAndTheTypesStay() {
        NetworkDescription network = network(ASKING
                .with(PrecisionSettings.TYPING, Typing.BUILDERS_CHOICE)
                .with(PrecisionSettings.ENABLED_PRECISIONS, Set.of(DType.FLOAT32, DType.FLOAT16)));

        assertEquals(Optional.of(DType.FLOAT16), relu(network).precision());
        assertEquals(DType.FLOAT32, relu(network).outputs().getFirst().dtype());
        assertEquals(1, network.layers().stream().filter(layer -> layer.precision().isPresent()).count(), network.toString());
        assertTrue(network.toString().contains(" in float16  # " + relu(network).name()), network.toString());
    }

    @Test
    void aPrecisionForIntegersIsRefused() {
        NetworkTensor in = new NetworkTensor(0, new TensorType(DType.INT64, List.of(2L)));
        NetworkTensor made = new NetworkTensor(1, new TensorType(DType.INT64, List.of(2L)));
        NetworkDescription network = new NetworkDescription("n", List.of(new NetworkInput("x", in, false)),
                List.of(new NamedLayer("identity", "identity", new Layer.Identity(in), List.of(made), Optional.of(DType.FLOAT16))),
                List.of(new NetworkOutput("y", made)));
        assertTrue(String.valueOf(assertThrows(NetworkException.class, () -> NetworkVerifier.verify(network)).getMessage())
                .contains("is to compute in float16"));
    }
}
