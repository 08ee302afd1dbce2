package dev.partita.tensorfile;

import dev.partita.file.FileProblem;
import dev.partita.tensor.DType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads a manifest and maps its data. */
public final class StoredCasesReader {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path manifest;
    private final MemorySegment data;

    private StoredCasesReader(Path manifest, MemorySegment data) {
        this.manifest = manifest;
        this.data = data;
    }

    /**
     * @param manifest {@code NAME.json}; the data is {@code NAME.bin} beside it
     * @param arena how long the tensors' bytes stay mapped
     * @throws StoredCasesException when either is missing or wrong
     */
    public static StoredCases read(Path manifest, Arena arena) {
        try {
            JsonNode root = MAPPER.readTree(Files.readAllBytes(manifest));
            if (!root.path("cases").isArray()) {
                throw new StoredCasesException(manifest + ": has no list 'cases'; is it an .io.json manifest?");
            }
            return new StoredCasesReader(manifest, map(dataFile(manifest), arena)).cases(root);
        } catch (IOException e) {
            throw new StoredCasesException(manifest + ": " + FileProblem.words(e), e);
        } catch (JacksonException e) {
            throw new StoredCasesException(manifest + ": is no JSON; stored calls are listed in a file NAME.io.json", e);
        }
    }

    static Path dataFile(Path manifest) {
        String name = manifest.getFileName().toString();
        String stem = name.endsWith(".json") ? name.substring(0, name.length() - ".json".length()) : name;
        return manifest.resolveSibling(stem + ".bin");
    }

    private static MemorySegment map(Path file, Arena arena) throws IOException {
        if (!Files.exists(file)) {
            return MemorySegment.NULL;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }

    private StoredCases cases(JsonNode root) {
        List<StoredCase> cases = new ArrayList<>();
        for (JsonNode node : root.path("cases")) {
            cases.add(new StoredCase(
                    node.path("name").asString(""),
                    leaves(node, "inputs", "input_paths"),
                    leaves(node, "outputs", "output_paths"),
                    values(node.path("mutated_buffers")),
                    byPosition(values(node.path("mutated_inputs")))));
        }
        JsonNode tolerance = root.path("tolerance");
        return new StoredCases(
                root.path("model").asString(""),
                new StoredCases.Tolerance(tolerance.path("atol").asDouble(0), tolerance.path("rtol").asDouble(0)),
                cases);
    }

    private List<StoredCase.Leaf> leaves(JsonNode node, String key, String pathsKey) {
        List<StoredCase.Leaf> leaves = new ArrayList<>();
        JsonNode paths = node.path(pathsKey);
        for (JsonNode value : node.path(key)) {
            leaves.add(new StoredCase.Leaf(paths.path(leaves.size()).asString(""), value(value)));
        }
        return leaves;
    }

    private Map<String, StoredValue> values(JsonNode node) {
        Map<String, StoredValue> values = new LinkedHashMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), value(entry.getValue())));
        return values;
    }

    private Map<Integer, StoredValue> byPosition(Map<String, StoredValue> values) {
        Map<Integer, StoredValue> byPosition = new LinkedHashMap<>();
        values.forEach((position, value) -> {
            try {
                byPosition.put(Integer.valueOf(position), value);
            } catch (NumberFormatException e) {
                throw new StoredCasesException(manifest + ": mutated input '" + position + "' is not a position", e);
            }
        });
        return byPosition;
    }

    private StoredValue value(JsonNode node) {
        String kind = node.path("kind").asString("");
        JsonNode value = node.path("value");
        return switch (kind) {
            case "tensor" -> tensor(node);
            case "int" -> new StoredValue.IntValue(value.asLong());
            case "float" -> new StoredValue.FloatValue(value.asDouble());
            case "bool" -> new StoredValue.BoolValue(value.asBoolean());
            case "str" -> new StoredValue.StringValue(value.asString());
            case "none" -> new StoredValue.None();
            default -> throw new StoredCasesException(manifest + ": unknown kind of value '" + kind + "'");
        };
    }

    private StoredValue.Tensor tensor(JsonNode node) {
        String name = node.path("dtype").asString("");
        DType dtype = DType.byTorchName(name)
                .orElseThrow(() -> new StoredCasesException(manifest + ": unknown dtype '" + name + "'"));
        List<Long> shape = new ArrayList<>();
        node.path("shape").forEach(size -> shape.add(size.asLong()));
        long offset = node.path("offset").asLong(-1);
        long bytes = node.path("nbytes").asLong(-1);
        if (offset < 0 || bytes < 0 || offset > data.byteSize() - bytes) {
            throw new StoredCasesException(manifest + ": a tensor lies at byte " + offset + " but "
                    + dataFile(manifest).getFileName() + " has only " + data.byteSize() + " bytes");
        }
        try {
            return new StoredValue.Tensor(dtype, shape, data.asSlice(offset, bytes));
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new StoredCasesException(manifest + ": " + e.getMessage(), e);
        }
    }
}
