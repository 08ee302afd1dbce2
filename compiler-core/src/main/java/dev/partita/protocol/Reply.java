package dev.partita.protocol;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.partita.accuracy.SegmentAccuracy;
import dev.partita.profile.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The good outcome of a {@link Request}. */
@JsonTypeInfo(use = JsonTypeInfo.Id.SIMPLE_NAME, property = "type")
public sealed interface Reply {

    /**
     * What a machine has. Each check is one readable line; {@code canBuildEngines} sums them up.
     *
     * @param gpus empty without a usable driver
     */
    record Machine(boolean canBuildEngines, List<Check> checks, List<Gpu> gpus) implements Reply {
        public Machine {
            checks = List.copyOf(checks);
            gpus = List.copyOf(gpus);
        }

        /** The GPU that engines are built for and run on: CUDA's first, which a process gets unless it asks for another. */
        public Optional<Gpu> engineGpu() {
            return gpus.stream().findFirst();
        }
    }

    /** One thing looked at: {@code "NVIDIA driver"}, found or not, in words with the way out. */
    record Check(String subject, boolean good, String words) {}

    /** Good unless a GPU could be used and is not. */
    record TorchLocated(Check check) implements Reply {}

    /** @param computeCapability such as {@code 9.0} */
    record Gpu(int index, String name, String computeCapability, long memoryBytes) {}

    /**
     * @param engine the serialized engine
     * @param layers TensorRT's layer report as JSON
     * @param buildMillis inside TensorRT's builder
     * @param totalMillis from reading the job to the written engine
     */
    record EngineBuilt(Path engine, Path layers, long engineBytes, long buildMillis, long totalMillis)
            implements Reply {}

    /** The engine's own words for its inputs and outputs. */
    record EngineLoaded(List<Binding> bindings, int profiles, long deviceMemoryBytes) implements Reply {
        public EngineLoaded {
            bindings = List.copyOf(bindings);
        }
    }

    /** @param shape -1 where the extent is dynamic */
    record Binding(String name, boolean input, String dtype, List<Long> shape) {
        public Binding {
            shape = List.copyOf(shape);
        }
    }

    /** @param micros host time of the enqueue and the wait for it, without copies */
    record EngineRan(List<TensorFile> outputs, double micros) implements Reply {
        public EngineRan {
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * @param times every query, with the keys of trtexec's exportTimes
     * @param layers every layer, with the keys of trtexec's exportProfile; an empty list when layers were not measured
     */
    record EngineProfiled(Profile profile, Path times, Path layers) implements Reply {}

    /**
     * @param profile the program's segments stand where an engine's layers do
     * @param times as {@link EngineProfiled} has them
     * @param segments with the keys of trtexec's exportProfile
     */
    record ProgramProfiled(Profile profile, Path times, Path segments) implements Reply {}

    /**
     * @param caseMicros host time of each case, from its inputs in memory to its outputs in memory
     * @param torchPlace where Torch ran, in words: {@code CPU}, {@code GPU 0}
     */
    record ProgramRan(Path outputs, List<Double> caseMicros, String torchPlace) implements Reply {
        public ProgramRan {
            caseMicros = List.copyOf(caseMicros);
        }
    }

    record SegmentsCompared(SegmentAccuracy accuracy) implements Reply {}

    /** @param outputs manifest with the constants */
    record ConstantsEvaluated(Path outputs, int count) implements Reply {}

    /** Answers {@link Request.Shutdown}. */
    record Bye() implements Reply {}
}
