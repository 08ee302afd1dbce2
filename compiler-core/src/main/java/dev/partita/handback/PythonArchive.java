package dev.partita.handback;

import dev.partita.compile.Plan;
import dev.partita.compiled.CompiledModule;
import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.Port;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.ir.Attribute;
import dev.partita.ir.Node;
import dev.partita.ir.Value;
import dev.partita.partition.Segment;
import dev.partita.pt2.ExportedProgram;
import dev.partita.pt2.FlatPt2Writer;
import dev.partita.pt2.MappedTensor;
import dev.partita.pt2.OpaqueConstant;
import dev.partita.pt2.PickledValue;
import dev.partita.pt2.ProgramData;
import dev.partita.pt2.Pt2Writer;
import dev.partita.pt2.Storage;
import dev.partita.pt2.Weight;
import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.ExportedGraph;
import dev.partita.pt2.schema.GraphModule;
import dev.partita.pt2.schema.GraphSignature;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.ModuleCall;
import dev.partita.pt2.schema.Producer;
import dev.partita.settings.HardwareSettings;
import dev.partita.tensor.SymExpr;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Writes a compiled program as one {@code .pt2} for Torch-TensorRT. */
public final class PythonArchive {

    /**
     * For whom the file is.
     *
     * @param gpu the GPU of the engines as Torch-TensorRT writes it, {@code id%major%minor%type%name}
     * @param device where weights and inputs live, for engines {@code cuda:0}
     */
    public record Target(TorchTensorRtRelease release, String gpu, Device device) {

        /** @param computeCapability such as {@code 9.0} */
        public static Target onGpu(TorchTensorRtRelease release, int index, String computeCapability, String name) {
            // Type 0 is a GPU.
            String gpu = index + "%" + computeCapability.replace('.', '%') + "%0%" + name;
            return new Target(release, gpu, new Device("cuda", OptionalInt.of(0)));
        }
    }

    private final Plan plan;
    private final CompiledModule module;
    private final Target target;
    private final Arena arena;

    private PythonArchive(Plan plan, CompiledModule module, Target target, Arena arena) {
        this.plan = plan;
        this.module = module;
        this.target = target;
        this.arena = arena;
    }

    /**
     * Replaces {@code file} when everything is written. Torch segments, signature and names stay as they were; engines
     * become constants.
     *
     * @param plan from which {@code module} was compiled, its program still open
     * @param scratch a folder for temporary files of about the engines' size
     * @throws HandBackException when a segment is not built, or holds something that such a file cannot
     */
    public static void write(Plan plan, CompiledModule module, Target target, Path scratch, Path file) throws IOException {
        try (Arena arena = Arena.ofShared()) {
            Files.createDirectories(scratch);
            new PythonArchive(plan, module, target, arena).write(scratch, file);
        }
    }

    private void write(Path scratch, Path file) throws IOException {
        List<SegmentEntry> entries = module.manifest().segments();
        List<Segment> segments = plan.partitioning().segments();
        EngineInliner.Inlined inlined = new EngineInliner(plan.lowered(), segments, entries, target.device()).inline();
        SignatureExporter signatures = new SignatureExporter(plan.lowered(), inlined);
        signatures.orderOutputs();
        ExportedGraph graph = new GraphExporter(
                inlined.graph(), new ValueExporter(plan.lowered().ranges().hints(), target.device()), inlined.engines()).export();
        GraphSignature signature = signatures.signature(graph);
        Map<String, EnginePickle> engines = new LinkedHashMap<>();
        for (SegmentEntry segment : entries) {
            if (segment instanceof SegmentEntry.TensorRt entry) {
                engines.put(EngineInliner.engineName(entry), engine(entry));
            }
        }
        if (target.release().wantsFlatArchive()) {
            Map<String, PickledValue> objects = new LinkedHashMap<>();
            engines.forEach((name, engine) -> objects.put(name, engine.forPython()));
            FlatPt2Writer.write(program(graph, signature, Map.of()), objects, target.release().schema(), target.device(),
                    scratch, file);
        } else {
            Pt2Writer.write(program(graph, signature, opaque(engines, scratch)), Map.of(), target.release().schema(), file);
        }
    }

    private Map<String, OpaqueConstant> opaque(Map<String, EnginePickle> engines, Path scratch) throws IOException {
        Map<String, OpaqueConstant> constants = new LinkedHashMap<>();
        for (Map.Entry<String, EnginePickle> engine : engines.entrySet()) {
            Path file = scratch.resolve(engine.getKey());
            constants.put(engine.getKey(), switch (target.release().form()) {
                case SCRIPT_OBJECT -> constant(engine.getKey(), OpaqueConstant.Form.SCRIPT_OBJECT,
                        engine.getValue().forTorchScript().writeForTorch(file, arena));
                case PYTHON_PICKLE -> constant(engine.getKey(), OpaqueConstant.Form.PYTHON_PICKLE,
                        engine.getValue().forEitherRuntime().writeTo(file, arena));
            });
        }
        return constants;
    }

    private static OpaqueConstant constant(String name, OpaqueConstant.Form form, MemorySegment bytes) {
        return new OpaqueConstant(name, form, java.util.Optional.of(Storage.of(name, bytes)));
    }

    private EnginePickle engine(SegmentEntry.TensorRt entry) throws IOException {
        if (!(entry.artifact() instanceof Artifact.Engine artifact)) {
            throw new HandBackException("segment " + entry.name() + " is a network, not an engine: Python can only run engines");
        }
        List<Node> takes = EngineInliner.values(entry.inputs(), plan.lowered());
        List<Node> gives = EngineInliner.values(entry.outputs(), plan.lowered());
        EngineRecord.Flags flags = new EngineRecord.Flags(
                plan.settings().get(HardwareSettings.HARDWARE_COMPATIBLE), hasUnknownExtents(takes, gives));
        EngineRecord engine = new EngineRecord(
                EngineInliner.engineName(entry),
                target.gpu(),
                entry.inputs().stream().map(Port::binding).toList(),
                entry.outputs().stream().map(Port::binding).toList(),
                flags,
                EngineMetadata.encode(
                        borders(entry.inputs(), takes), borders(entry.outputs(), gives)));
        return new EnginePickle(engine, PickledValue.map(module.resolve(artifact.file()), arena), target.release());
    }

    private static List<EngineMetadata.Border> borders(List<Port> ports, List<Node> nodes) {
        List<EngineMetadata.Border> borders = new ArrayList<>();
        for (int i = 0; i < ports.size(); i++) {
            borders.add(new EngineMetadata.Border(ports.get(i).binding(), ports.get(i).bindingType(), nodes.get(i)));
        }
        return borders;
    }

    /** Whether an output has an extent that no input tells: only the run itself does. */
    private static boolean hasUnknownExtents(List<Node> takes, List<Node> gives) {
        Set<String> known = new LinkedHashSet<>();
        takes.forEach(input -> known.addAll(symbols(input.value())));
        return gives.stream().anyMatch(output -> !known.containsAll(symbols(output.value())));
    }

    private static Set<String> symbols(Value value) {
        return switch (value) {
            case Value.Tensor(var spec) -> {
                Set<String> names = new LinkedHashSet<>();
                spec.shape().dims().forEach(extent -> names.addAll(extent.symbols()));
                yield names;
            }
            case Value.SymInt(SymExpr expr) -> expr.symbols();
            case Value.SymFloat _, Value.SymBool _, Value.Tuple _, Value.Literal _, Value.None _ -> Set.of();
        };
    }

    private ExportedProgram program(ExportedGraph graph, GraphSignature signature, Map<String, OpaqueConstant> opaque) {
        ExportedProgram source = plan.program().exported();
        GraphModule whole = new GraphModule(
                graph,
                signature,
                source.module().modules().stream().filter(call -> call.path().isEmpty())
                        .map(PythonArchive::withoutNames).toList(),
                Map.of(),
                source.module().namedTupleFields());
        Producer producer = new Producer(
                target.release().schema(), source.producer().torchVersion(), source.producer().opsets(),
                List.of("ATEN"), source.producer().guards());
        return new ExportedProgram("model", whole, source.rangeConstraints(), producer, data(signature, opaque));
    }

    /** Preserved signatures of modules name values that are gone. */
    private static ModuleCall withoutNames(ModuleCall root) {
        return new ModuleCall(root.path(), root.signature().map(call -> new ModuleCall.Signature(
                List.of(), List.of(), call.inputTree(), call.outputTree(), call.parameterNames())));
    }

    private ProgramData data(GraphSignature signature, Map<String, OpaqueConstant> opaque) {
        Map<String, Attribute.Weight> stored = module.weights(arena);
        Map<String, Weight> weights = new LinkedHashMap<>();
        Map<String, Weight> constants = new LinkedHashMap<>();
        for (InputSpec spec : signature.inputs()) {
            switch (spec) {
                case InputSpec.Parameter(String _, String fqn) -> weights.put(fqn, weight(fqn, true, stored));
                case InputSpec.Buffer(String _, String fqn, boolean persistent) ->
                    (persistent ? weights : constants).put(fqn, weight(fqn, false, stored));
                case InputSpec.TensorConstant(String _, String fqn) -> constants.put(fqn, weight(fqn, false, stored));
                case InputSpec.UserInput _, InputSpec.CustomObject _, InputSpec.Token _, InputSpec.ConstantInput _ -> { }
            }
        }
        return new ProgramData(weights, constants, opaque);
    }

    private Weight weight(String path, boolean isParameter, Map<String, Attribute.Weight> stored) {
        Attribute.Weight weight = stored.get(path);
        if (weight == null) {
            throw new HandBackException("the weight '" + path + "' is not among those of the compiled program");
        }
        boolean requiresGrad = plan.program().exported().data().find(path).map(Weight::requiresGrad).orElse(false);
        List<Long> sizes = weight.spec().shape().dims().stream()
                .map(extent -> extent.constantValue().orElseThrow()).toList();
        return new Weight(path, isParameter, requiresGrad, new MappedTensor(
                weight.spec().dtype(), sizes, weight.data().strides(), weight.data().offset(),
                weight.data().memory()));
    }
}
