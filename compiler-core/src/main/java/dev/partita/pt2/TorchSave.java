package dev.partita.pt2;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;

/** Reads what {@code torch.save} wrote: a zip archive around one pickle and one record per storage. */
final class TorchSave {

    private static final long MAX_PICKLE_BYTES = 32 << 20;

    private TorchSave() {}

    /**
     * @param entry name of the record that holds the archive
     * @return empty for an empty record, by which exporters say "nothing"
     */
    static Optional<PythonValue> read(String entry, MemorySegment bytes, Arena arena) {
        if (bytes.byteSize() == 0) {
            return Optional.empty();
        }
        if (bytes.byteSize() < 22 || MappedBytes.intAt(bytes, 0) != ZipArchive.LOCAL_SIGNATURE) {
            throw Pt2Exception.inEntry(entry, "is not a torch.save archive; torch before 1.6 wrote another format");
        }
        try {
            return Optional.of(read(entry, new ZipArchive(bytes, arena)));
        } catch (Pt2Exception e) {
            throw new Pt2Exception(entry + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new Pt2Exception(entry + ": data.pkl: " + e.getMessage(), e);
        }
    }

    private static PythonValue read(String entry, ZipArchive zip) {
        String pickle = zip.names().stream()
                .filter(name -> name.endsWith("/data.pkl") && name.indexOf('/') == name.lastIndexOf('/'))
                .findFirst()
                .orElseThrow(() -> new Pt2Exception("holds no data.pkl"));
        String root = pickle.substring(0, pickle.indexOf('/') + 1);
        String byteOrder = zip.text(root + "byteorder", 16).orElse("little").strip();
        if (!byteOrder.equals("little")) {
            throw new Pt2Exception("byteorder is '" + byteOrder + "'; only little-endian data can be read");
        }
        if (zip.record(pickle).size() > MAX_PICKLE_BYTES) {
            throw new Pt2Exception("data.pkl is " + zip.record(pickle).size() + " bytes long; at most "
                    + MAX_PICKLE_BYTES + " are accepted");
        }
        PickleGlobals globals = new PickleGlobals(key -> {
            String record = root + "data/" + key;
            return new Storage(entry + "!data/" + key, zip.record(record).size(), () -> zip.bytes(record));
        });
        try (InputStream in = zip.open(pickle)) {
            return new Unpickler(in.readAllBytes(), globals).load();
        } catch (IOException e) {
            throw new Pt2Exception("data.pkl: " + e.getMessage(), e);
        }
    }
}
