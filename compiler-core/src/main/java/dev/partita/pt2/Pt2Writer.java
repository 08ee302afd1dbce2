package dev.partita.pt2;

import dev.partita.pt2.schema.Device;
import dev.partita.pt2.schema.InputSpec;
import dev.partita.pt2.schema.Layout;
import dev.partita.pt2.schema.SchemaVersion;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Writes a program as the archive of torch 2.9 and later, weights as raw records. Storages are written once and whole,
 * so that shared weights stay shared.
 */
public final class Pt2Writer {

    private static final String WEIGHTS = "data/weights/";
    private static final String CONSTANTS = "data/constants/";

    private final ZipWriter zip;
    private final String root;
    private final ExportedProgram program;
    private final SchemaVersion schema;
    private final Map<String, Device> devices = new HashMap<>();

    private Pt2Writer(ZipWriter zip, String root, ExportedProgram program, SchemaVersion schema) {
        this.zip = zip;
        this.root = root;
        this.program = program;
        this.schema = schema;
    }

    /**
     * Replaces {@code file} when everything is written; an error leaves it as it was.
     *
     * @param extraFiles text files to put in, by name
     * @throws Pt2Exception when the program holds something that has no bytes to write
     */
    public static void write(ExportedProgram program, Map<String, String> extraFiles, Path file) throws IOException {
        write(program, extraFiles, SchemaVersion.CURRENT, file);
    }

    /**
     * As {@link #write(ExportedProgram, Map, Path)}, for a torch that knows only an older schema.
     *
     * @param schema 8.14 or later: torch 2.9 was the first to read this archive
     */
    public static void write(
            ExportedProgram program, Map<String, String> extraFiles, SchemaVersion schema, Path file) throws IOException {
        String name = file.getFileName().toString();
        String root = (name.endsWith(".pt2") ? name.substring(0, name.length() - ".pt2".length()) : name) + "/";
        Path draft = file.resolveSibling(name + ".partial");
        try {
            try (ZipWriter zip = new ZipWriter(draft)) {
                new Pt2Writer(zip, root, program, schema).write(extraFiles);
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    private void write(Map<String, String> extraFiles) throws IOException {
        String model = program.name();
        collectDevices();
        payload(WEIGHTS, "weight_", model + "_weights_config.json", program.data().weights(), Map.of());
        payload(CONSTANTS, "tensor_", model + "_constants_config.json", program.data().constants(), program.data().opaque());
        zip.add(root + "models/" + model + ".json", ProgramWriter.write(program, schema));
        // torch wants the record to be there; an empty one says that there are no sample inputs.
        zip.add(root + "data/sample_inputs/" + model + ".pt", MemorySegment.ofArray(new byte[0]));
        for (Map.Entry<String, String> extra : extraFiles.entrySet()) {
            zip.add(root + "extra/" + extra.getKey(), extra.getValue());
        }
        zip.add(root + "archive_format", "pt2");
        zip.add(root + "archive_version", "0");
        zip.add(root + ".data/version", "6\n");
        zip.add(root + "byteorder", "little");
    }

    private void collectDevices() {
        for (InputSpec spec : program.module().signature().inputs()) {
            switch (spec) {
                case InputSpec.Parameter(String name, String fqn) -> device(name, fqn);
                case InputSpec.Buffer(String name, String fqn, boolean persistent) -> device(name, fqn);
                case InputSpec.TensorConstant(String name, String fqn) -> device(name, fqn);
                case InputSpec.UserInput u -> { }
                case InputSpec.CustomObject c -> { }
                case InputSpec.Token t -> { }
                case InputSpec.ConstantInput c -> { }
            }
        }
    }

    private void device(String name, String fqn) {
        program.module().graph().values().tensor(name).ifPresent(meta -> devices.put(fqn, meta.device()));
    }

    private void payload(
            String folder,
            String prefix,
            String config,
            Map<String, Weight> weights,
            Map<String, OpaqueConstant> opaque)
            throws IOException {
        Map<String, PayloadConfig.Entry> entries = new LinkedHashMap<>();
        Map<String, String> records = new HashMap<>();
        for (Weight weight : weights.values()) {
            Storage storage = weight.tensor().storage();
            String record = records.get(storage.id());
            if (record == null) {
                record = prefix + records.size();
                records.put(storage.id(), record);
                boolean withoutData = storage.id().endsWith(PayloadReader.NO_DATA);
                zip.add(root + folder + record,
                        withoutData ? MemorySegment.ofArray(new byte[0]) : storage.bytes());
            }
            entries.put(weight.fqn(), new PayloadConfig.Entry(
                    record, weight.isParameter(), false, Optional.of(meta(weight))));
        }
        Map<OpaqueConstant.Form, Integer> objects = new EnumMap<>(OpaqueConstant.Form.class);
        for (Map.Entry<String, OpaqueConstant> constant : opaque.entrySet()) {
            Storage data = constant.getValue().data().orElseThrow(() -> new Pt2Exception("'" + constant.getKey()
                    + "' cannot be written: it is " + constant.getValue().what()));
            OpaqueConstant.Form form = constant.getValue().form();
            String record = form.recordPrefix() + (objects.merge(form, 1, Integer::sum) - 1);
            zip.add(root + folder + record, data.bytes());
            entries.put(constant.getKey(), new PayloadConfig.Entry(record, false, true, Optional.empty()));
        }
        zip.add(root + folder + config, ProgramWriter.write(entries));
    }

    private TensorMeta meta(Weight weight) {
        MappedTensor tensor = weight.tensor();
        return new TensorMeta(
                tensor.dtype(),
                known(tensor.sizes()),
                new TensorMeta.Strides(known(tensor.strides()), new SymInt.Known(tensor.offset()), Layout.STRIDED),
                weight.requiresGrad(),
                devices.getOrDefault(weight.fqn(), new Device("cpu", OptionalInt.empty())));
    }

    private static List<SymInt> known(List<Long> values) {
        return values.stream().<SymInt>map(SymInt.Known::new).toList();
    }
}
