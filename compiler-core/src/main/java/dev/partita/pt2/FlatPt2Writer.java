package dev.partita.pt2;

import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.SchemaVersion;
import dev.partita.tensor.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes a program as the archive of torch 2.6 to 2.8: records at the top, weights and constants each in one
 * {@code torch.save} archive.
 */
public final class FlatPt2Writer {

    private static final Map<DType, String> STORAGES = Map.ofEntries(
            Map.entry(DType.FLOAT32, "FloatStorage"),
            Map.entry(DType.FLOAT64, "DoubleStorage"),
            Map.entry(DType.FLOAT16, "HalfStorage"),
            Map.entry(DType.BFLOAT16, "BFloat16Storage"),
            Map.entry(DType.INT64, "LongStorage"),
            Map.entry(DType.INT32, "IntStorage"),
            Map.entry(DType.INT16, "ShortStorage"),
            Map.entry(DType.INT8, "CharStorage"),
            Map.entry(DType.UINT8, "ByteStorage"),
            Map.entry(DType.BOOL, "BoolStorage"),
            Map.entry(DType.COMPLEX64, "ComplexFloatStorage"),
            Map.entry(DType.COMPLEX128, "ComplexDoubleStorage"));

    private final Device device;
    private final Path scratch;
    private final Arena arena;

    private FlatPt2Writer(Device device, Path scratch, Arena arena) {
        this.device = device;
        this.scratch = scratch;
        this.arena = arena;
    }

    /**
     * Replaces {@code file} when everything is written.
     *
     * @param objects constants that only Python can rebuild, by dotted path
     * @param schema 8.2 for torch 2.6, 8.7 for 2.7 and 2.8
     * @param device where the weights live
     * @param scratch a folder for temporary files of the weights' size
     */
    public static void write(
            ExportedProgram program,
            Map<String, PickledValue> objects,
            SchemaVersion schema,
            Device device,
            Path scratch,
            Path file)
            throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".partial");
        try (Arena arena = Arena.ofConfined()) {
            FlatPt2Writer writer = new FlatPt2Writer(device, scratch, arena);
            MemorySegment weights = writer.torchSave("weights", program.data().weights(), Map.of());
            MemorySegment constants = writer.torchSave("constants", program.data().constants(), objects);
            try (ZipWriter zip = new ZipWriter(draft)) {
                zip.add("serialized_exported_program.json", ProgramWriter.write(program, schema));
                zip.add("serialized_state_dict.pt", weights);
                zip.add("serialized_constants.pt", constants);
                // Empty: there are no example inputs.
                zip.add("serialized_example_inputs.pt", MemorySegment.ofArray(new byte[0]));
                zip.add("version", schema.toString());
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private MemorySegment torchSave(String name, Map<String, Weight> weights, Map<String, PickledValue> objects)
            throws IOException {
        Map<String, Integer> keys = new LinkedHashMap<>();
        Map<Integer, MemorySegment> storages = new LinkedHashMap<>();
        PickledValue dictionary = pickle -> {
            pickle.emptyDict().mark();
            for (Weight weight : weights.values()) {
                int key = keys.computeIfAbsent(weight.tensor().storage().id(), id -> keys.size());
                storages.putIfAbsent(key, weight.tensor().storage().bytes());
                pickle.text(weight.fqn());
                tensor(weight, key, pickle);
            }
            for (Map.Entry<String, PickledValue> object : objects.entrySet()) {
                pickle.text(object.getKey());
                object.getValue().write(pickle);
            }
            pickle.putAll();
        };
        MemorySegment pickle = dictionary.writeTo(scratch.resolve(name + ".pkl"), arena);
        Path archive = scratch.resolve(name + ".pt");
        try (ZipWriter zip = new ZipWriter(archive)) {
            zip.add("archive/data.pkl", pickle);
            zip.add("archive/byteorder", "little");
            for (Map.Entry<Integer, MemorySegment> storage : storages.entrySet()) {
                zip.add("archive/data/" + storage.getKey(), storage.getValue());
            }
            zip.add("archive/version", "3\n");
        }
        return PickledValue.map(archive, arena);
    }

    /** A parameter is a tensor wrapped once more. */
    private void tensor(Weight weight, int key, PickleWriter pickle) throws IOException {
        if (weight.isParameter()) {
            pickle.global("torch._utils", "_rebuild_parameter").mark();
        }
        MappedTensor tensor = weight.tensor();
        String storage = STORAGES.get(tensor.dtype());
        if (storage == null) {
            throw new Pt2Exception("'" + weight.fqn() + "' is of type " + tensor.dtype().torchName()
                    + ", which files of torch before 2.9 cannot hold");
        }
        pickle.global("torch._utils", "_rebuild_tensor_v2").mark();
        pickle.mark().text("storage").global("torch", storage).text(Integer.toString(key)).text(device.toString())
                .number(tensor.storage().byteSize() / tensor.dtype().byteSize()).tuple().persistent();
        pickle.number(tensor.offset()).numbers(tensor.sizes()).numbers(tensor.strides());
        pickle.truth(false);
        noHooks(pickle);
        pickle.tuple().reduce();
        if (weight.isParameter()) {
            pickle.truth(weight.requiresGrad());
            noHooks(pickle);
            pickle.tuple().reduce();
        }
    }

    private static void noHooks(PickleWriter pickle) throws IOException {
        pickle.global("collections", "OrderedDict").emptyTuple().reduce();
    }
}
