package dev.partita.gpu;

import dev.partita.engine.BuildSettings;
import dev.partita.engine.EngineException;
import dev.partita.engine.JobFolder;
import dev.partita.network.NetworkDescription;
import dev.partita.tensorfile.StoredCase;
import dev.partita.tensorfile.StoredCases;
import dev.partita.tensorfile.StoredCasesReader;
import dev.partita.tensorfile.StoredCasesWriter;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A build job with calls and their expected results, so that a machine with a GPU needs neither the model nor libtorch:
 * what libtorch computed elsewhere lies beside the network. Leaves are named as the engine names its inputs and outputs.
 */
record RecordedJob(JobFolder.Job job, StoredCases cases) {

    private static final String CASES = "case.io.json";

    static void write(NetworkDescription network, BuildSettings settings, StoredCases cases, Path folder)
            throws EngineException, IOException {
        JobFolder.write(network, settings, folder);
        StoredCasesWriter.write(cases, folder.resolve(CASES));
    }

    static RecordedJob read(Path folder, Arena arena) throws EngineException {
        return new RecordedJob(JobFolder.read(folder, arena), StoredCasesReader.read(folder.resolve(CASES), arena));
    }

    /** As recorded, with this machine's place for the timing cache. */
    BuildSettings settings(Path timings) {
        BuildSettings recorded = job.settings();
        return new BuildSettings(recorded.options(), recorded.ranges(), timings, recorded.detailed());
    }

    /** All recorded jobs under a folder, by name. */
    static List<Path> all(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith(CASES)).map(Path::getParent).sorted().toList();
        }
    }

    static Map<String, Values> named(List<StoredCase.Leaf> leaves) {
        Map<String, Values> values = new LinkedHashMap<>();
        leaves.forEach(leaf -> values.put(leaf.path(), Values.of(leaf.value())));
        return values;
    }
}
