package dev.partita.workerclient;

import dev.partita.compile.CompileException;
import dev.partita.compile.ConstantEvaluator;
import dev.partita.compile.OpenedProgram;
import dev.partita.ir.Attribute;
import dev.partita.ir.WeightRef;
import dev.partita.lowering.LoweringOptions;
import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.tensorfile.StoredCase.Leaf;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredValue;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Has the worker compute folded constants and maps the file that it writes. */
public final class WorkerConstantEvaluator implements ConstantEvaluator {

    private final WorkerClient worker;
    private final Path jobs;

    /** @param jobs folder for the file with the constants */
    public WorkerConstantEvaluator(WorkerClient worker, Path jobs) {
        this.worker = worker;
        this.jobs = jobs;
    }

    @Override
    public Map<String, Attribute.Weight> evaluate(OpenedProgram program, LoweringOptions options, Arena arena) {
        Path manifest = jobs.resolve("constants.io.json").toAbsolutePath();
        try {
            Files.createDirectories(jobs);
        } catch (IOException failure) {
            throw new CompileException("cannot write to " + jobs + ": " + failure.getMessage(), failure);
        }
        return switch (worker.ask(new Request.EvaluateConstants(
                program.file().toAbsolutePath(), program.exported().name(), options, manifest)).await()) {
            case Outcome.Done<Reply.ConstantsEvaluated> _ -> read(StoredCasesReader.read(manifest, arena));
            case Outcome.Failed<Reply.ConstantsEvaluated>(var problem) -> throw new CompileException(problem.message());
            case Outcome.Cancelled<Reply.ConstantsEvaluated> _ -> throw new CompileException("cancelled");
            case Outcome.Died<Reply.ConstantsEvaluated>(var failure) -> throw new CompileException(failure.describe());
        };
    }

    private static Map<String, Attribute.Weight> read(StoredCases constants) {
        Map<String, Attribute.Weight> weights = new LinkedHashMap<>();
        for (Leaf leaf : constants.cases().getFirst().outputs()) {
            if (leaf.value() instanceof StoredValue.Tensor tensor) {
                weights.put(leaf.path(), new Attribute.Weight(tensor.spec(),
                        new WeightRef(tensor.bytes(), "constant " + leaf.path(), 0, rowMajor(tensor.shape()))));
            }
        }
        return weights;
    }

    private static List<Long> rowMajor(List<Long> shape) {
        List<Long> strides = new ArrayList<>();
        long stride = 1;
        for (long extent : shape.reversed()) {
            strides.addFirst(stride);
            stride *= Math.max(extent, 1);
        }
        return strides;
    }
}
