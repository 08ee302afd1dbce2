package dev.partita.pt2;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Optional;

/** The archive of torch 2.8 and later: everything under one root folder, weights as raw records. */
final class CurrentContainer implements Container {

    private static final String JSON = ".json";

    private final ZipArchive zip;
    private final String root;
    private final Arena arena;

    /** @param root with the slash behind it; the file's name at export time, whatever it is called now */
    CurrentContainer(ZipArchive zip, String root, Arena arena) {
        this.zip = zip;
        this.arena = arena;
        this.root = root;
        expect("archive_format", "pt2");
        expect("archive_version", "0");
        String byteOrder = zip.text(root + "byteorder", 16).orElse("little").strip();
        if (!byteOrder.equals("little")) {
            throw Pt2Exception.inEntry(root + "byteorder", "is '" + byteOrder
                    + "'; only archives written on little-endian machines can be read");
        }
    }

    private void expect(String name, String wanted) {
        String found = zip.text(root + name, 64).orElse("").strip();
        if (!found.equals(wanted)) {
            throw Pt2Exception.inEntry(root + name, "is '" + found + "' where '" + wanted + "' is expected");
        }
    }

    @Override
    public List<String> modelNames() {
        String folder = root + "models/";
        return zip.names().stream()
                .filter(name -> name.startsWith(folder) && name.endsWith(JSON))
                .map(name -> name.substring(folder.length(), name.length() - JSON.length()))
                .toList();
    }

    @Override
    public ExportedProgram program(String name) {
        String entry = root + "models/" + name + JSON;
        try (Meanwhile<ProgramData> data = Meanwhile.start(() -> new PayloadReader(zip, root, arena).read(name))) {
            ParsedProgram program = ProgramParser.parse(entry, zip.zeroEnded(entry));
            return program.with(name, data.get());
        }
    }

    @Override
    public Optional<PythonValue> sampleInputs(String model) {
        String entry = root + "data/sample_inputs/" + model + ".pt";
        return zip.contains(entry) ? TorchSave.read(entry, zip.bytes(entry), arena) : Optional.empty();
    }

    @Override
    public List<String> extraFiles() {
        String folder = root + "extra/";
        return zip.names().stream()
                .filter(name -> name.startsWith(folder))
                .map(name -> name.substring(folder.length()))
                .toList();
    }

    @Override
    public void verifyChecksums() {
        zip.names().forEach(zip::verify);
    }
}
