package dev.partita.pt2;

import java.util.List;
import java.util.Optional;

/** One generation of archive: where programs and their data lie within the zip file. */
sealed interface Container permits CurrentContainer, LegacyContainer {

    List<String> modelNames();

    ExportedProgram program(String name);

    /** The example arguments of the export, a tuple of positional arguments and keyword arguments. */
    Optional<PythonValue> sampleInputs(String model);

    /** Names of files that the user put in, as they would be asked for. */
    List<String> extraFiles();

    /** Compares the checksums of all entries with what the archive says; reads the whole file. */
    void verifyChecksums();
}
