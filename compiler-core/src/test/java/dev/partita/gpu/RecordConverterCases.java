package dev.partita.gpu;

import dev.partita.convert.cases.ConverterCase;
import dev.partita.convert.cases.ConverterCases;
import dev.partita.engine.BuildSettings;
import dev.partita.engine.EngineException;
import dev.partita.engine.InputRange;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.ShapeRange;
import dev.partita.settings.TuningSettings;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.evaluator.CasePreparation;
import dev.partita.worker.torch.evaluator.HostTensor;
import dev.partita.worker.torch.evaluator.PreparedCase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes every converter case, with its dynamic twin, as a {@link RecordedJob}: what libtorch answers here is compared
 * with what engines answer on a machine with a GPU.
 *
 * <pre>java -cp ... dev.partita.gpu.RecordConverterCases OUT_FOLDER</pre>
 */
public final class RecordConverterCases {

    private final Path out;
    private int written;
    private int refused;

    private RecordConverterCases(Path out) {
        this.out = out;
    }

    public static void main(String[] args) throws IOException {
        RecordConverterCases recorder = new RecordConverterCases(Path.of(args[0]));
        for (ConverterCase theCase : ConverterCases.all()) {
            recorder.record(theCase, false);
            if (theCase.hasDynamicTwin()) {
                recorder.record(theCase, true);
            }
        }
        System.out.println(recorder.written + " jobs written, " + recorder.refused + " refused");
    }

    private void record(ConverterCase theCase, boolean dynamic) throws IOException {
        String name = theCase.name() + (dynamic ? ", dynamic" : "");
        try {
            PreparedCase prepared = CasePreparation.prepare(theCase, dynamic);
            // Numbers matter here, not speed: the lowest level builds in a tenth of the time.
            CompilationSettings settings = theCase.expectation().settings()
                    .with(TuningSettings.DISABLE_TF32, true)
                    .with(TuningSettings.OPTIMIZATION_LEVEL, Optional.of(0L));
            List<InputRange> ranges = dynamic ? ranges(prepared) : List.of();
            List<StoredCase> samples = new ArrayList<>();
            for (PreparedCase.Sample sample : prepared.samples()) {
                samples.add(new StoredCase("sample" + samples.size(), leaves(sample.inputs()), leaves(sample.expected()),
                        Map.of(), Map.of()));
            }
            RecordedJob.write(prepared.network(),
                    new BuildSettings(settings, ranges, Path.of("timing.cache"), false),
                    new StoredCases(name, tolerance(prepared), samples),
                    out.resolve(String.format("%04d", written++)));
        } catch (EngineException | RuntimeException e) {
            refused++;
            System.out.println(name + ": " + e);
        }
    }

    /** From the first sample to the second, in which everything dynamic is doubled. */
    private static List<InputRange> ranges(PreparedCase prepared) {
        PreparedCase.Sample small = prepared.samples().getFirst();
        PreparedCase.Sample large = prepared.samples().getLast();
        List<InputRange> ranges = new ArrayList<>();
        small.inputs().forEach((name, tensor) -> ranges.add(new InputRange(name, List.of(new ShapeRange(
                tensor.dims(), tensor.dims(), large.inputs().getOrDefault(name, tensor).dims())))));
        return ranges;
    }

    private static List<StoredCase.Leaf> leaves(Map<String, HostTensor> tensors) {
        List<StoredCase.Leaf> leaves = new ArrayList<>();
        tensors.forEach((name, tensor) -> leaves.add(new StoredCase.Leaf(name, new StoredValue.Tensor(
                tensor.dtype(), tensor.dims(),
                tensor.data().asSlice(0, tensor.elementCount() * tensor.dtype().byteSize())))));
        return leaves;
    }

    /** A little more than on the CPU: a GPU sums in another order and has its own exponential. */
    private static StoredCases.Tolerance tolerance(PreparedCase prepared) {
        double allowed = prepared.tolerance();
        for (HostTensor output : prepared.samples().getFirst().expected().values()) {
            allowed = Math.max(allowed, switch (output.dtype()) {
                case FLOAT32 -> 1e-4;
                case FLOAT16 -> 5e-3;
                case BFLOAT16 -> 4e-2;
                default -> 0;
            });
        }
        return new StoredCases.Tolerance(allowed, allowed);
    }
}
