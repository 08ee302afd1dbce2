package dev.partita.compile;

import dev.partita.importer.ImportedProgram;
import dev.partita.importer.Importer;
import dev.partita.pt2.ExportedProgram;
import dev.partita.pt2.Pt2Archive;
import dev.partita.pt2.Pt2Reader;
import java.nio.file.Path;
import java.util.Optional;

/** A program of an open file. Its weights, and those of all plans made from it, are valid until it is closed. */
public record OpenedProgram(Path file, Pt2Archive archive, ExportedProgram exported) implements AutoCloseable {

    /** @param model which program of an archive with several; empty for the only one */
    public static OpenedProgram open(Path file, Optional<String> model) {
        Pt2Archive archive = Pt2Reader.open(file);
        try {
            return new OpenedProgram(file, archive, model.map(archive::program).orElseGet(archive::program));
        } catch (RuntimeException e) {
            archive.close();
            throw e;
        }
    }

    /** A fresh graph of the exported form; lowering edits the one it is given. */
    public ImportedProgram importProgram() {
        return new Importer().importProgram(exported);
    }

    @Override
    public void close() {
        archive.close();
    }
}
