package dev.partita.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.partita.network.ActivationType;
import dev.partita.network.Extents;
import dev.partita.network.Layer;
import dev.partita.network.MatrixOperation;
import dev.partita.network.NetworkBuilder;
import dev.partita.network.NetworkDescription;
import dev.partita.network.NetworkPrinter;
import dev.partita.network.NetworkTensor;
import dev.partita.network.Operand;
import dev.partita.network.TensorType;
import dev.partita.network.WeightSource;
import dev.partita.network.WeightWriter;
import dev.partita.network.Window;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.ShapeRange;
import dev.partita.settings.TuningSettings;
import dev.partita.tensor.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobFolderTest {

    @TempDir
    private Path folder;

    private static BuildSettings settings() {
        return new BuildSettings(
                CompilationSettings.defaults().with(TuningSettings.OPTIMIZATION_LEVEL, Optional.of(2L)),
                List.of(new InputRange("x", List.of(new ShapeRange(
                        List.of(1L, 2L, 4L, 4L), List.of(2L, 2L, 4L, 4L), List.of(8L, 2L, 4L, 4L))))),
                Path.of("timing.cache").toAbsolutePath(), true);
    }

    /** Convolution with float16 weights from float32 storage, transposed linear, shape arithmetic, a slice. */
    private static NetworkDescription network(float firstWeight) {
        MemorySegment storage = Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, 64);
        for (int i = 0; i < 64; i++) {
            storage.setAtIndex(ValueLayout.JAVA_FLOAT, i, i * 0.5f);
        }
        storage.setAtIndex(ValueLayout.JAVA_FLOAT, 0, firstWeight);
        NetworkBuilder net = new NetworkBuilder("_run_on_acc_0");
        net.from(new NetworkBuilder.Source("aten_ops.convolution.default", "conv", "conv"));
        NetworkTensor x = net.input("x", new TensorType(DType.FLOAT16, List.of(-1L, 2L, 4L, 4L)), false);
        WeightSource.Stored kernel = new WeightSource.Stored(storage, "conv.weight",
                new WeightSource.Layout(DType.FLOAT32, 0, List.of(8L, 4L, 2L, 1L)), List.of(3L, 2L, 2L, 2L), DType.FLOAT16);
        Window window = new Window(List.of(2L, 2L), List.of(1L, 1L), List.of(0L, 0L), List.of(0L, 0L), List.of(1L, 1L));
        NetworkTensor conv = net.add(new Layer.Convolution(
                x, new Operand.Weights(kernel), Optional.<Operand>empty(), window, 1));
        NetworkTensor relu = net.add(new Layer.Activation(conv, ActivationType.LEAKY_RELU, 0.125, 0));
        NetworkTensor shape = net.add(new Layer.Shape(relu));
        NetworkTensor flat = net.add(new Layer.Shuffle(relu, List.of(),
                Optional.of(Extents.of(0, 27)), true, List.of()));
        WeightSource.Stored transposed = new WeightSource.Stored(storage, "fc.weight",
                new WeightSource.Layout(DType.FLOAT32, 10, List.of(1L, 27L)), List.of(27L, 2L), DType.FLOAT16);
        NetworkTensor fc = net.add(new Layer.Constant(transposed));
        net.output("output0", net.add(new Layer.MatrixMultiply(flat, MatrixOperation.NONE, fc, MatrixOperation.NONE)));
        net.output("output1", shape);
        return net.build();
    }

    @Test
    void networkAndSettingsComeBackAsTheyWere() throws EngineException {
        NetworkDescription network = network(1);
        JobFolder.write(network, settings(), folder);
        try (Arena arena = Arena.ofConfined()) {
            JobFolder.Job job = JobFolder.read(folder, arena);
            // Stored weights are float16 in the file: the print then has no cast to show.
            assertEquals(NetworkPrinter.print(network).replace("float32 -> ", ""), NetworkPrinter.print(job.network()));
            assertEquals(settings(), job.settings());
        }
    }

    @Test
    void weightsAreCastAndMadeDenseOnTheWay() throws EngineException {
        JobFolder.write(network(1), settings(), folder);
        try (Arena arena = Arena.ofConfined()) {
            JobFolder.Job job = JobFolder.read(folder, arena);
            Layer.Constant fc = job.network().layers().stream()
                    .map(layer -> layer.layer())
                    .filter(Layer.Constant.class::isInstance)
                    .map(Layer.Constant.class::cast)
                    .findFirst().orElseThrow();
            MemorySegment bytes = WeightWriter.inPlace(fc.weights()).orElseThrow();
            assertEquals(27 * 2 * 2, bytes.byteSize());
            // [1, 0] of the transposed view is storage element 11, [0, 1] is 37.
            assertEquals(5.5f, Float.float16ToFloat(bytes.getAtIndex(ValueLayout.JAVA_SHORT, 2)));
            assertEquals(18.5f, Float.float16ToFloat(bytes.getAtIndex(ValueLayout.JAVA_SHORT, 1)));
        }
    }

    @Test
    void scaledKernelsAreMultipliedOnTheWayAndStoredOnce() throws EngineException {
        MemorySegment storage = Arena.ofAuto().allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4);
        WeightSource.Stored base = new WeightSource.Stored(storage, "conv.weight",
                new WeightSource.Layout(DType.FLOAT32, 0, List.of(2L, 1L)), List.of(2L, 2L), DType.FLOAT16);
        NetworkBuilder net = new NetworkBuilder("_run_on_acc_0");
        NetworkTensor scaled = net.add(new Layer.Constant(new WeightSource.Scaled(base, List.of(0.5, 10.0))));
        net.output("output0", scaled);
        JobFolder.write(net.build(), settings(), folder);
        try (Arena arena = Arena.ofConfined()) {
            Layer.Constant read = (Layer.Constant) JobFolder.read(folder, arena).network().layers().getFirst().layer();
            assertEquals("weight(conv.weight float16[2, 2])", read.weights().toString());
            MemorySegment bytes = WeightWriter.inPlace(read.weights()).orElseThrow();
            List<Float> values = Stream.of(0, 1, 2, 3)
                    .map(i -> Float.float16ToFloat(bytes.getAtIndex(ValueLayout.JAVA_SHORT, i)))
                    .toList();
            assertEquals(List.of(0.5f, 1f, 30f, 40f), values);
        }
    }

    @Test
    void sameJobGivesSameBytesAndDigests() throws EngineException, IOException {
        JobFolder.Written one = JobFolder.write(network(1), settings(), folder.resolve("a"));
        JobFolder.Written two = JobFolder.write(network(1), settings(), folder.resolve("b"));
        assertEquals(one.networkDigest(), two.networkDigest());
        assertEquals(one.weightsDigest(), two.weightsDigest());
        for (String file : List.of("network.json", "weights.bin", "build.json")) {
            assertEquals(-1, Files.mismatch(folder.resolve("a").resolve(file), folder.resolve("b").resolve(file)), file);
        }
    }

    @Test
    void anotherWeightChangesOnlyTheWeightsDigest() throws EngineException {
        JobFolder.Written one = JobFolder.write(network(1), settings(), folder.resolve("a"));
        JobFolder.Written two = JobFolder.write(network(2), settings(), folder.resolve("b"));
        assertEquals(one.networkDigest(), two.networkDigest());
        assertNotEquals(one.weightsDigest(), two.weightsDigest());
    }

    @Test
    void missingFolderIsNamed() {
        EngineException refused =
                assertThrows(EngineException.class, () -> JobFolder.read(folder.resolve("none"), Arena.ofAuto()));
        assertEquals(true, String.valueOf(refused.getMessage()).contains("none"), refused.getMessage());
    }
}
