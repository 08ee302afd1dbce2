package dev.partita.compiled;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.DType;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is in a compiled program's folder. Values are called by the names of the lowered graph's nodes.
 *
 * @param version raised with every change that an older reader would misread
 * @param settings by Torch-TensorRT's names
 * @param changes what is written back after a run, and not returned
 * @param segments in the order in which they run
 */
public record Manifest(
        int version,
        Source source,
        Map<String, Object> settings,
        List<Input> inputs,
        List<Output> outputs,
        List<Change> changes,
        List<SegmentEntry> segments,
        Weights weights) {

    public static final int VERSION = 3;

    public Manifest {
        // JSON's null is a value: an optional setting that nobody chose.
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        changes = List.copyOf(changes);
        segments = List.copyOf(segments);
    }

    /** The file that was compiled. */
    public record Source(String file, long bytes) {}

    /** A value that is there before the first segment. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Input {
        String name();

        /**
         * Given by the caller.
         *
         * @param type such as {@code float32[s0, 3, 224, 224]}
         * @param shapes of a tensor, one range per optimization profile; empty when nothing bounds them
         */
        record User(String name, String type, List<ShapeRange> shapes) implements Input {
            public User {
                shapes = List.copyOf(shapes);
            }
        }

        /** A buffer that the model changes, with the value that it has in the file. */
        record Buffer(String name, String fqn) implements Input {}

        /**
         * A number that follows from the shapes of what the caller gives: known without asking a GPU.
         *
         * @param value an expression over the symbols in the types of the caller's inputs, such as {@code 17*s0}
         */
        record Size(String name, String value) implements Input {}
    }

    /** An item of what the program returns or writes back. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Output {

        /** An input or a segment's output. */
        record Value(String name) implements Output {}

        /** A stored weight: the model returns a parameter or a constant. */
        record Weight(String path) implements Output {}

        record Int(long value) implements Output {}

        record Real(double value) implements Output {}

        record Truth(boolean value) implements Output {}

        record Text(String value) implements Output {}

        record None() implements Output {}
    }

    /** A tensor that the program changes in place, and its value after the run. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Change {
        Output value();

        /** The buffer has the new value in the next run. */
        record Buffer(String fqn, Output value) implements Change {}

        /** @param name as {@link Manifest.Input.User} calls the caller's tensor */
        record Input(String name, Output value) implements Change {}
    }

    /** A part of the program. Paths are relative to the folder. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface SegmentEntry {
        String name();

        /** The values it takes and gives, by name. */
        List<String> inputNames();

        List<String> outputNames();

        record Torch(String name, String graph, List<String> inputs, List<String> outputs) implements SegmentEntry {
            public Torch {
                inputs = List.copyOf(inputs);
                outputs = List.copyOf(outputs);
            }

            @Override
            public List<String> inputNames() {
                return inputs;
            }

            @Override
            public List<String> outputNames() {
                return outputs;
            }
        }

        /**
         * What TensorRT runs.
         *
         * @param artifact the engine, or the job from which one can be built
         */
        record TensorRt(String name, Artifact artifact, List<Port> inputs, List<Port> outputs) implements SegmentEntry {
            public TensorRt {
                inputs = List.copyOf(inputs);
                outputs = List.copyOf(outputs);
            }

            @Override
            public List<String> inputNames() {
                return inputs.stream().map(Port::value).toList();
            }

            @Override
            public List<String> outputNames() {
                return outputs.stream().map(Port::value).toList();
            }
        }
    }

    /** What there is of a TensorRT segment. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface Artifact {

        /** @param provenance in words: built and why, or found in the cache */
        record Engine(String file, String layers, String provenance) implements Artifact {}

        /** The build job alone: compiled on a machine without a GPU. */
        record Job(String folder) implements Artifact {}
    }

    /**
     * A value at the border of a TensorRT segment.
     *
     * @param value its name in the program
     * @param binding its name in the engine
     * @param bindingType element type in the engine
     * @param type what the program takes it for
     */
    public record Port(String value, String binding, DType bindingType, PortType type) {}

    /** What a value is in the program; numbers travel as tensors with one element. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "kind")
    public sealed interface PortType {

        record Tensor(DType dtype) implements PortType {}

        record Int() implements PortType {}

        record Real() implements PortType {}

        record Truth() implements PortType {}
    }

    /** Weights that Torch segments read, and buffers. */
    public record Weights(String file, List<StoredStorage> storages, List<StoredWeight> tensors) {
        public Weights {
            storages = List.copyOf(storages);
            tensors = List.copyOf(tensors);
        }
    }

    /** @param offset first byte in the file */
    public record StoredStorage(String id, long offset, long bytes) {}

    /**
     * A strided view, in elements, on a storage.
     *
     * @param path as the graphs call it
     */
    public record StoredWeight(String path, DType dtype, List<Long> shape, View view) {
        public StoredWeight {
            shape = List.copyOf(shape);
        }
    }

    /** Where a weight lies on its storage. */
    public record View(String storage, long offset, List<Long> strides) {
        public View {
            strides = List.copyOf(strides);
        }
    }
}
