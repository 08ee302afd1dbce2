package dev.partita.worker.torch;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.partita.compile.CompileRequest;
import dev.partita.compile.CompileResult;
import dev.partita.compile.Compiler;
import dev.partita.compile.ConstantEvaluator;
import dev.partita.compile.OpenedProgram;
import dev.partita.compiled.CompiledModule;
import dev.partita.engine.BuildResult;
import dev.partita.engine.CancelToken;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.WeightRef;
import dev.partita.lowering.Lowering;
import dev.partita.settings.CompilationSettings;
import dev.partita.tensorfile.StoredValue;
import dev.partita.worker.torch.placement.TensorMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Programs compiled in this process, without a GPU: TensorRT segments stay networks, which the evaluator runs. */
public final class CompiledHere {

    private CompiledHere() {}

    public static CompiledModule compile(Path model, CompilationSettings settings, Path output) throws IOException {
        try (OpenedProgram program = OpenedProgram.open(model, Optional.empty())) {
            Compiler compiler = new Compiler((network, build, listener, token) -> new BuildResult.Cancelled(),
                    inThisProcess(), output.resolveSibling("scratch"));
            return assertInstanceOf(CompileResult.Compiled.class, compiler.compile(
                    new CompileRequest(program, settings, output, CompileRequest.Target.NETWORKS), event -> {},
                    new CancelToken())).module();
        }
    }

    /** What the worker does, without a process. */
    private static ConstantEvaluator inThisProcess() {
        return (program, options, arena) -> {
            Graph graph = new Lowering().lower(program.importProgram(), options).graph();
            Map<String, Attribute.Weight> weights = new HashMap<>();
            ConstantsHandler.evaluate(graph, arena).forEach(leaf -> {
                StoredValue.Tensor tensor = (StoredValue.Tensor) leaf.value();
                long[] dims = tensor.shape().stream().mapToLong(Long::longValue).toArray();
                List<Long> strides = Arrays.stream(TensorMemory.rowMajorStrides(dims)).boxed().toList();
                weights.put(leaf.path(), new Attribute.Weight(
                        tensor.spec(), new WeightRef(tensor.bytes(), "constant " + leaf.path(), 0, strides)));
            });
            return weights;
        };
    }
}
