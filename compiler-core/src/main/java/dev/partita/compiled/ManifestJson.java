package dev.partita.compiled;

import dev.partita.file.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes {@code manifest.json}; a manifest that was read is complete and consistent. */
final class ManifestJson {

    static final String FILE = "manifest.json";

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ManifestJson() {}

    static void write(Manifest manifest, Path folder) {
        try {
            Files.writeString(folder.resolve(FILE), MAPPER.writeValueAsString(manifest) + "\n");
        } catch (IOException failure) {
            throw new CompiledModuleException("cannot write " + folder.resolve(FILE) + ": " + FileProblem.words(failure), failure);
        }
    }

    static Manifest read(Path folder) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            throw new CompiledModuleException(folder + " is not a compiled program: it has no " + FILE);
        }
        try {
            String json = Files.readString(file);
            // Before anything else: another version need not have the same fields.
            int version = MAPPER.readTree(json).path("version").asInt(0);
            if (version != Manifest.VERSION) {
                throw new CompiledModuleException(file + " has version " + version + ", this Partita reads "
                        + Manifest.VERSION + ": compile the program again");
            }
            return checked(MAPPER.readValue(json, Manifest.class), file);
        } catch (IOException failure) {
            throw new CompiledModuleException("cannot read " + file + ": " + FileProblem.words(failure), failure);
        } catch (JacksonException failure) {
            throw new CompiledModuleException(file + " is damaged: compile the program again", failure);
        }
    }

    /** Every value is there before somebody reads it. */
    private static Manifest checked(Manifest manifest, Path file) {
        Set<String> known = new HashSet<>();
        manifest.inputs().forEach(input -> known.add(input.name()));
        for (Manifest.SegmentEntry segment : manifest.segments()) {
            for (String input : segment.inputNames()) {
                require(known, input, "segment " + segment.name(), file);
            }
            known.addAll(segment.outputNames());
        }
        manifest.outputs().forEach(output -> require(known, output, "the result", file));
        manifest.changes().forEach(change -> require(known, change.value(), "what is written back", file));
        return manifest;
    }

    private static void require(Set<String> known, Manifest.Output output, String reader, Path file) {
        if (output instanceof Manifest.Output.Value(String name)) {
            require(known, name, reader, file);
        }
    }

    private static void require(Set<String> known, String value, String reader, Path file) {
        if (!known.contains(value)) {
            throw new CompiledModuleException(
                    file + " is inconsistent: " + reader + " reads '" + value + "', which nothing before it provides");
        }
    }
}
