package dev.partita.pt2;

import dev.partita.pt2.schema.SymInt;
import dev.partita.pt2.schema.TensorMeta;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns the weight records of a current archive into views on mapped memory. */
final class PayloadReader {

    private final ZipArchive zip;
    private final String root;
    private final Map<String, Storage> storages = new HashMap<>();

    PayloadReader(ZipArchive zip, String root) {
        this.zip = zip;
        this.root = root;
    }

    ProgramData read(String model) {
        Map<String, String> opaque = new LinkedHashMap<>();
        Map<String, Weight> weights = read("data/weights/", model + "_weights_config.json", opaque);
        Map<String, Weight> constants = read("data/constants/", model + "_constants_config.json", opaque);
        return new ProgramData(weights, constants, opaque);
    }

    private Map<String, Weight> read(String folder, String config, Map<String, String> opaque) {
        String name = root + folder + config;
        Map<String, Weight> weights = new LinkedHashMap<>();
        if (!zip.contains(name)) {
            return weights;
        }
        PayloadConfig.parse(name, zip.open(name)).forEach((fqn, entry) -> {
            if (entry.meta().isEmpty()) {
                opaque.put(fqn, entry.fileName());
            } else if (entry.pickled()) {
                throw Pt2Exception.inEntry(name, "'" + fqn + "' is pickled");
            } else {
                weights.put(fqn, weight(name, fqn, root + folder + entry.fileName(), entry));
            }
        });
        return weights;
    }

    private Weight weight(String config, String fqn, String record, PayloadConfig.Entry entry) {
        TensorMeta meta = entry.meta().orElseThrow();
        try {
            MappedTensor tensor = new MappedTensor(
                    meta.dtype(),
                    known(meta.sizes()),
                    known(meta.strides().steps()),
                    known(meta.strides().offset()),
                    storages.computeIfAbsent(record, this::storage));
            return new Weight(fqn, entry.isParameter(), meta.requiresGrad(), tensor);
        } catch (IllegalArgumentException e) {
            throw new Pt2Exception(config + ": '" + fqn + "': " + e.getMessage(), e);
        }
    }

    private Storage storage(String record) {
        return new Storage(record.substring(root.length()), zip.record(record).size(), () -> zip.bytes(record));
    }

    private static List<Long> known(List<SymInt> sizes) {
        return sizes.stream().map(PayloadReader::known).toList();
    }

    private static long known(SymInt size) {
        return switch (size) {
            case SymInt.Known(long value) -> value;
            case SymInt.Symbolic symbolic ->
                throw new IllegalArgumentException("has the symbolic extent " + symbolic.expr());
        };
    }
}
