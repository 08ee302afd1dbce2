package dev.partita.pt2;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** One generation of archive: where programs and their data lie within the zip file. */
interface Container {

    List<String> modelNames();

    ExportedProgram program(String name);

    /** Names of files that the user put in, as they would be asked for. */
    List<String> extraFiles();

    /** Compares the checksums of all entries with what the archive says; reads the whole file. */
    void verifyChecksums();

    static Container recognise(MemorySegment file, Arena arena) {
        ZipArchive zip = new ZipArchive(file, arena);
        for (String name : zip.names()) {
            if (name.endsWith("/archive_format") && name.indexOf('/') == name.lastIndexOf('/')) {
                return new CurrentContainer(zip, name.substring(0, name.indexOf('/') + 1));
            }
        }
        throw new Pt2Exception("is a zip archive but not a torch.export program");
    }
}
