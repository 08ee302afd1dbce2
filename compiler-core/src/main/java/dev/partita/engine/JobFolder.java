package dev.partita.engine;

import dev.partita.file.FileProblem;
import dev.partita.network.NetworkDescription;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import tools.jackson.core.JacksonException;

/**
 * Everything that one build needs, in a folder: {@code network.json}, {@code weights.bin} (cast, dense, each weight on
 * its own 256-byte boundary) and {@code build.json}. The builder leaves {@code engine.trt} and {@code layers.json} beside
 * them. The folder of a build that went wrong can be built again, or sent to somebody.
 */
public final class JobFolder {

    private static final String NETWORK = "network.json";
    private static final String WEIGHTS = "weights.bin";
    private static final String SETTINGS = "build.json";

    private JobFolder() {}

    /** What was written, to tell whether the same was built before. */
    public record Written(Path folder, String networkDigest, String weightsDigest) {}

    /** What was read; the weights of the network lie in the mapped file and live as long as the arena. */
    public record Job(NetworkDescription network, BuildSettings settings) {}

    public static Path engine(Path folder) {
        return folder.resolve("engine.trt");
    }

    public static Path layers(Path folder) {
        return folder.resolve("layers.json");
    }

    /** What {@link #read} reads. */
    public static List<Path> files(Path folder) {
        return List.of(folder.resolve(NETWORK), folder.resolve(WEIGHTS), folder.resolve(SETTINGS));
    }

    public static Written write(NetworkDescription network, BuildSettings settings, Path folder)
            throws EngineException {
        try {
            Files.createDirectories(folder);
            String json;
            String weightsDigest;
            try (WeightsFile weights = WeightsFile.create(folder.resolve(WEIGHTS))) {
                json = NetworkJson.write(network, weights);
                weightsDigest = weights.digest();
            }
            Files.writeString(folder.resolve(NETWORK), json);
            Files.writeString(folder.resolve(SETTINGS), BuildSettingsJson.write(settings));
            return new Written(folder, Sha256.of(json), weightsDigest);
        } catch (IOException e) {
            throw new EngineException("cannot write the build job to " + folder + ": " + FileProblem.words(e), e);
        } catch (JacksonException e) {
            throw new EngineException("cannot write the build job to " + folder + ": " + e.getOriginalMessage(), e);
        }
    }

    public static Job read(Path folder, Arena arena) throws EngineException {
        try {
            MemorySegment weights = map(folder.resolve(WEIGHTS), arena);
            NetworkDescription network = NetworkJson.read(Files.readString(folder.resolve(NETWORK)), weights);
            return new Job(network, BuildSettingsJson.read(Files.readString(folder.resolve(SETTINGS))));
        } catch (IOException e) {
            throw new EngineException("cannot read " + FileProblem.withFile(e), e);
        } catch (JacksonException e) {
            throw new EngineException("the build job in " + folder + " is damaged", e);
        }
    }

    /** Settings alone, for a build whose network comes from elsewhere. */
    public static void writeSettings(BuildSettings settings, Path folder) throws EngineException {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(SETTINGS), BuildSettingsJson.write(settings));
        } catch (IOException e) {
            throw new EngineException("cannot write the build job to " + folder + ": " + FileProblem.words(e), e);
        }
    }

    public static BuildSettings readSettings(Path folder) throws EngineException {
        try {
            return BuildSettingsJson.read(Files.readString(folder.resolve(SETTINGS)));
        } catch (IOException e) {
            throw new EngineException("cannot read " + FileProblem.withFile(e), e);
        } catch (JacksonException e) {
            throw new EngineException("the build job in " + folder + " is damaged", e);
        }
    }

    private static MemorySegment map(Path file, Arena arena) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.size() == 0
                    ? MemorySegment.NULL
                    : channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
    }
}
