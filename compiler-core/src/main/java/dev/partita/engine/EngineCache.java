package dev.partita.engine;

import dev.partita.file.FileProblem;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Engines on disk, one folder per key. An engine appears whole or not at all; the least recently used ones go when the
 * cache grows over its size. Several processes may share the folder.
 */
public final class EngineCache {

    private static final String KEY = "key.json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Path root;
    private final long maxBytes;

    public EngineCache(Path root, long maxBytes) {
        this.root = root;
        this.maxBytes = maxBytes;
    }

    /** What the cache has for a key, with the reason in words. */
    public sealed interface Lookup {
        record Hit(EngineFile engine) implements Lookup {}

        record Miss(String why) implements Lookup {}
    }

    public Lookup find(EngineKey key) throws EngineException {
        Path folder = root.resolve(key.hash());
        try {
            if (!Files.exists(folder.resolve(KEY))) {
                return new Lookup.Miss(explainMiss(key));
            }
            Files.setLastModifiedTime(folder.resolve(KEY), FileTime.from(Instant.now()));
            return new Lookup.Hit(engineFile(folder, Duration.ZERO, "from the cache: network, weights, settings,"
                    + " ranges, TensorRT and GPU agree (" + folder.getFileName() + ")"));
        } catch (IOException e) {
            throw new EngineException("cannot read the engine cache in " + root + ": " + FileProblem.words(e), e);
        }
    }

    /** Takes a built engine in, by moving its files, and makes room for it. */
    public EngineFile store(EngineKey key, EngineFile built) throws EngineException {
        Path folder = root.resolve(key.hash());
        try {
            Files.createDirectories(root);
            Path fresh = Files.createTempDirectory(root, ".new-");
            Files.move(built.engine(), JobFolder.engine(fresh), StandardCopyOption.REPLACE_EXISTING);
            Files.move(built.layers(), JobFolder.layers(fresh), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(fresh.resolve(KEY), MAPPER.writeValueAsString(key));
            publish(fresh, folder);
            evict(folder);
            return engineFile(folder, built.buildTime(), built.provenance());
        } catch (IOException e) {
            throw new EngineException("cannot keep an engine in " + root + ": " + e.getMessage(), e);
        }
    }

    private static void publish(Path fresh, Path folder) throws IOException {
        try {
            Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            if (!Files.exists(folder.resolve(KEY))) {
                throw e;
            }
            delete(fresh); // somebody was quicker with the same engine
        }
    }

    private static EngineFile engineFile(Path folder, Duration buildTime, String provenance) throws IOException {
        Path engine = JobFolder.engine(folder);
        return new EngineFile(engine, JobFolder.layers(folder), Files.size(engine), buildTime, provenance);
    }

    private String explainMiss(EngineKey key) throws IOException {
        List<EngineKey> kept = new ArrayList<>();
        for (Path folder : folders()) {
            kept.add(read(folder));
        }
        if (kept.isEmpty()) {
            return "the cache is empty";
        }
        return kept.stream()
                .filter(key::isOfSameNetwork)
                .map(key::differences)
                .min(Comparator.comparing(List::size))
                .map(differences -> "the closest cached engine differs: " + String.join("; ", differences))
                .orElse("the cache has no engine of this network");
    }

    private void evict(Path justStored) throws IOException {
        List<Path> byAge = new ArrayList<>(folders());
        byAge.sort(Comparator.comparing(EngineCache::lastUse));
        long total = 0;
        for (Path folder : byAge) {
            total += size(folder);
        }
        for (Path folder : byAge) {
            // The newest engine stays even when it alone is too large: somebody is about to load it.
            if (total > maxBytes && !folder.equals(justStored)) {
                total -= size(folder);
                delete(folder);
            }
        }
    }

    private List<Path> folders() throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(folder -> Files.exists(folder.resolve(KEY))
                            && !folder.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        }
    }

    private static EngineKey read(Path folder) throws IOException {
        try {
            return MAPPER.readValue(Files.readString(folder.resolve(KEY)), EngineKey.class);
        } catch (JacksonException e) {
            throw new IOException(folder.resolve(KEY) + " is damaged: " + e.getOriginalMessage(), e);
        }
    }

    private static Instant lastUse(Path folder) {
        try {
            return Files.getLastModifiedTime(folder.resolve(KEY)).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH; // vanished meanwhile
        }
    }

    private static long size(Path folder) throws IOException {
        long bytes = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes += Files.size(file);
            }
        }
        return bytes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
