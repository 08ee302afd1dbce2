package dev.partita.pt2;

import java.lang.foreign.Arena;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The archive of torch 2.1 to 2.7: no root folder, one program, weights pickled as one dictionary. */
final class LegacyContainer implements Container {

    static final String PROGRAM = "serialized_exported_program.json";

    private static final String MODEL = "model";
    private static final String EXTRA = "extra_files/";

    private final ZipArchive zip;
    private final Arena arena;

    LegacyContainer(ZipArchive zip, Arena arena) {
        this.zip = zip;
        this.arena = arena;
    }

    @Override
    public List<String> modelNames() {
        return List.of(MODEL);
    }

    @Override
    public ExportedProgram program(String name) {
        ParsedProgram program = ProgramParser.parse(PROGRAM, zip.zeroEnded(PROGRAM));
        Map<String, Weight> weights = new LinkedHashMap<>();
        Map<String, Weight> constants = new LinkedHashMap<>();
        Map<String, OpaqueConstant> opaque = new LinkedHashMap<>();
        dictionary("serialized_state_dict", weights, opaque);
        dictionary("serialized_constants", constants, opaque);
        return program.with(name, new ProgramData(weights, constants, opaque));
    }

    /** torch 2.1 gave the same content the ending {@code .json}. */
    private void dictionary(String stem, Map<String, Weight> weights, Map<String, OpaqueConstant> opaque) {
        for (String entry : List.of(stem + ".pt", stem + ".json")) {
            if (zip.contains(entry)) {
                TorchSave.read(entry, zip.bytes(entry), arena)
                        .ifPresent(value -> PickledWeights.read(entry, value, weights, opaque));
                return;
            }
        }
    }

    @Override
    public Optional<PythonValue> sampleInputs(String model) {
        String entry = "serialized_example_inputs.pt";
        return zip.contains(entry) ? TorchSave.read(entry, zip.bytes(entry), arena) : Optional.empty();
    }

    @Override
    public List<String> extraFiles() {
        return zip.names().stream()
                .filter(name -> name.startsWith(EXTRA))
                .map(name -> name.substring(EXTRA.length()))
                .toList();
    }

    @Override
    public void verifyChecksums() {
        zip.names().forEach(zip::verify);
    }
}
