package dev.partita.tensorfile;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a manifest and its data; what {@link StoredCasesReader} reads back is equal. */
public final class StoredCasesWriter {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int ALIGNMENT = 64;

    private final FileChannel data;

    private StoredCasesWriter(FileChannel data) {
        this.data = data;
    }

    /** @param manifest {@code NAME.json}; the data goes to {@code NAME.bin} beside it, both are replaced */
    public static void write(StoredCases cases, Path manifest) throws IOException {
        try (FileChannel data = FileChannel.open(
                StoredCasesReader.dataFile(manifest),
                StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ObjectNode root = new StoredCasesWriter(data).root(cases);
            Files.writeString(manifest, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        }
    }

    private ObjectNode root(StoredCases cases) throws IOException {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("format", "pt2-fixture-io/1");
        root.put("model", cases.model());
        ObjectNode tolerance = root.putObject("tolerance");
        tolerance.put("atol", cases.tolerance().absolute());
        tolerance.put("rtol", cases.tolerance().relative());
        ArrayNode list = root.putArray("cases");
        for (StoredCase stored : cases.cases()) {
            ObjectNode node = list.addObject();
            node.put("name", stored.name());
            leaves(node, "inputs", "input_paths", stored.inputs());
            leaves(node, "outputs", "output_paths", stored.outputs());
            ObjectNode buffers = node.putObject("mutated_buffers");
            for (var entry : stored.mutatedBuffers().entrySet()) {
                value(buffers.putObject(entry.getKey()), entry.getValue());
            }
            ObjectNode inputs = node.putObject("mutated_inputs");
            for (var entry : stored.mutatedInputs().entrySet()) {
                value(inputs.putObject(entry.getKey().toString()), entry.getValue());
            }
        }
        return root;
    }

    private void leaves(ObjectNode node, String key, String pathsKey, List<StoredCase.Leaf> leaves) throws IOException {
        ArrayNode values = node.putArray(key);
        ArrayNode paths = node.putArray(pathsKey);
        for (StoredCase.Leaf leaf : leaves) {
            value(values.addObject(), leaf.value());
            paths.add(leaf.path());
        }
    }

    private void value(ObjectNode node, StoredValue value) throws IOException {
        switch (value) {
            case StoredValue.Tensor tensor -> {
                node.put("kind", "tensor");
                node.put("dtype", tensor.dtype().torchName());
                ArrayNode shape = node.putArray("shape");
                tensor.shape().forEach(shape::add);
                node.put("offset", append(tensor.bytes()));
                node.put("nbytes", tensor.bytes().byteSize());
            }
            case StoredValue.IntValue(long number) -> node.put("kind", "int").put("value", number);
            case StoredValue.FloatValue(double number) -> node.put("kind", "float").put("value", number);
            case StoredValue.BoolValue(boolean truth) -> node.put("kind", "bool").put("value", truth);
            case StoredValue.StringValue(String text) -> node.put("kind", "str").put("value", text);
            case StoredValue.None none -> node.put("kind", "none").putNull("value");
        }
    }

    private long append(MemorySegment bytes) throws IOException {
        long offset = Math.ceilDiv(data.position(), ALIGNMENT) * (long) ALIGNMENT;
        while (data.position() < offset) {
            data.write(ByteBuffer.allocate((int) (offset - data.position())));
        }
        long step = 1 << 26;
        for (long at = 0; at < bytes.byteSize(); at += step) {
            ByteBuffer chunk = bytes.asSlice(at, Math.min(step, bytes.byteSize() - at)).asByteBuffer();
            while (chunk.hasRemaining()) {
                data.write(chunk);
            }
        }
        return offset;
    }
}
