package dev.partita.pt2;

import dev.partita.pt2.schema.Layout;
import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the weight records of a current archive into views on mapped memory. */
final class PayloadReader {

    /** Ends the id of storages that stand in for data that the file does not hold. */
    static final String NO_DATA = " (no data)";

    private final ZipArchive zip;
    private final String root;
    private final Arena arena;
    private final Map<String, Storage> storages = new HashMap<>();
    private final Map<String, OpaqueConstant> opaque = new LinkedHashMap<>();

    /** Equal metadata is one object, so that weights of one shape share their extents. */
    private final Map<List<SymInt>, List<Long>> extents = new IdentityHashMap<>();

    PayloadReader(ZipArchive zip, String root, Arena arena) {
        this.zip = zip;
        this.root = root;
        this.arena = arena;
    }

    ProgramData read(String model) {
        Map<String, Weight> weights = read(root + "data/weights/", model, "_weights_config.json");
        Map<String, Weight> constants = read(root + "data/constants/", model, "_constants_config.json");
        return new ProgramData(weights, constants, opaque);
    }

    private Map<String, Weight> read(String folder, String model, String configEnding) {
        Map<String, Weight> weights = new LinkedHashMap<>();
        String pickled = folder + model + ".pt";
        String config = folder + model + configEnding;
        // torch 2.8 pickled all weights as one; torch prefers that record where it exists.
        if (zip.contains(pickled)) {
            TorchSave.read(pickled, zip.bytes(pickled), arena)
                    .ifPresent(value -> PickledWeights.read(pickled, value, weights, opaque));
        } else if (zip.contains(config)) {
            Map<String, PayloadConfig.Entry> entries = PayloadConfig.parse(config, zip.zeroEnded(config));
            boolean withoutData = holdsNoData(folder, entries);
            entries.forEach((fqn, entry) -> {
                if (entry.meta().isEmpty()) {
                    opaque.put(fqn, new OpaqueConstant(
                            entry.fileName(),
                            OpaqueConstant.Form.ofRecord(entry.fileName()),
                            Optional.of(storage(folder + entry.fileName()))));
                } else {
                    weights.put(fqn, weight(config, fqn, folder + entry.fileName(), entry, withoutData));
                }
            });
        }
        return weights;
    }

    /** A model exported under a fake mode has only empty records; a single empty one is damage. */
    private boolean holdsNoData(String folder, Map<String, PayloadConfig.Entry> entries) {
        return entries.values().stream()
                .allMatch(entry -> zip.contains(folder + entry.fileName()) && zip.record(folder + entry.fileName()).size() == 0);
    }

    private Weight weight(
            String config, String fqn, String record, PayloadConfig.Entry entry, boolean withoutData) {
        try {
            return entry.pickled()
                    ? pickled(fqn, record)
                    : raw(fqn, record, entry, withoutData);
        } catch (IllegalArgumentException e) {
            throw new Pt2Exception(config + ": '" + fqn + "': " + e.getMessage(), e);
        }
    }

    private Weight raw(String fqn, String record, PayloadConfig.Entry entry, boolean withoutData) {
        TensorMeta meta = entry.meta().orElseThrow();
        if (meta.strides().layout() != Layout.STRIDED) {
            throw new IllegalArgumentException("layout " + meta.strides().layout().torchName() + " cannot be read");
        }
        List<Long> sizes = extents.computeIfAbsent(meta.sizes(), PayloadReader::known);
        List<Long> strides = extents.computeIfAbsent(meta.strides().steps(), PayloadReader::known);
        long offset = known(meta.strides().offset());
        Storage storage = withoutData
                ? zeros(record, MappedTensor.neededBytes(meta.dtype(), sizes, strides, offset))
                : storages.computeIfAbsent(record, this::storage);
        MappedTensor tensor = new MappedTensor(meta.dtype(), sizes, strides, offset, storage);
        return new Weight(fqn, entry.isParameter(), meta.requiresGrad(), tensor);
    }

    /** A tensor subclass: only those that are plain tensors underneath can be read. */
    private Weight pickled(String fqn, String record) {
        PythonValue value = TorchSave.read(record, zip.bytes(record), arena)
                .orElseThrow(() -> Pt2Exception.inEntry(record, "is empty"));
        if (value instanceof PythonValue.Tensor tensor) {
            return PickledWeights.weight(fqn, tensor);
        }
        throw Pt2Exception.inEntry(record, "holds no plain tensor");
    }

    private Storage storage(String record) {
        return new Storage(record.substring(root.length()), zip.record(record).size(), () -> zip.bytes(record));
    }

    /** What torch does, too: a program without data runs on zeros. Nothing is allocated until they are asked for. */
    private Storage zeros(String record, long bytes) {
        return new Storage(record.substring(root.length()) + NO_DATA, bytes, () -> arena.allocate(bytes, 64));
    }

    private static List<Long> known(List<SymInt> sizes) {
        Long[] known = new Long[sizes.size()];
        Arrays.setAll(known, axis -> known(sizes.get(axis)));
        return List.of(known);
    }

    private static long known(SymInt size) {
        return switch (size) {
            case SymInt.Known(long value) -> value;
            case SymInt.Symbolic symbolic ->
                throw new IllegalArgumentException("has the symbolic extent " + symbolic.expr());
        };
    }
}
