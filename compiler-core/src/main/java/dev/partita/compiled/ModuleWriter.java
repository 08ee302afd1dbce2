package dev.partita.compiled;

import dev.partita.compiled.Manifest.StoredStorage;
import dev.partita.compiled.Manifest.StoredWeight;
import dev.partita.compiled.Manifest.View;
import dev.partita.engine.EngineFile;
import dev.partita.file.FileProblem;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes a compiled program's folder. Everything is written beside it and takes its place at the end, so that a
 * compilation that is not finished leaves what was there as it was. Close it in any case.
 */
public final class ModuleWriter implements AutoCloseable {

    private static final String WEIGHTS = "weights.bin";

    /** What a compiled program consists of, the manifest last: a folder without one is unfinished. */
    private static final List<String> PARTS = List.of("engines", "networks", "segments", WEIGHTS, ManifestJson.FILE);

    private static final int ALIGNMENT = 64;
    private static final int CHUNK = 1 << 26;

    private final Path target;
    private final Path folder;
    private final Map<String, Attribute.Weight> weights = new LinkedHashMap<>();

    /** Takes a new or empty folder, or one with an older compilation. */
    public ModuleWriter(Path target) {
        this.target = target;
        this.folder = draft(target);
        try {
            if (Files.isDirectory(target) && !CompiledModule.isCompiled(target) && !isEmpty(target)) {
                throw new CompiledModuleException(target + " has other files in it: name a new folder");
            }
            delete(folder);
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    /** Where a compiled program for {@code target} lies while it is being written. */
    public static Path draft(Path target) {
        return target.resolveSibling(target.getFileName() + ".partial");
    }

    /** Where the build job of a segment goes that is not built. */
    public Path jobFolder(String segment) {
        return folder.resolve("networks").resolve(segment);
    }

    public Manifest.Artifact job(String segment) {
        return new Manifest.Artifact.Job("networks/" + segment);
    }

    /** Copies the engine: the cache may throw its own away. */
    public Manifest.Artifact engine(String segment, EngineFile engine) {
        String file = "engines/" + segment + ".engine";
        String layers = "engines/" + segment + ".layers.json";
        try {
            Files.createDirectories(folder.resolve("engines"));
            Files.copy(engine.engine(), folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            Files.copy(engine.layers(), folder.resolve(layers), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException failure) {
            throw failed(failure);
        }
        return new Manifest.Artifact.Engine(file, layers, engine.provenance());
    }

    /** Writes a Torch segment and remembers its weights. */
    public Manifest.SegmentEntry.Torch torch(String segment, Graph graph, List<String> inputs, List<String> outputs) {
        String file = "segments/" + segment + ".graph";
        try {
            Files.createDirectories(folder.resolve("segments"));
            Files.writeString(folder.resolve(file), SegmentText.print(graph));
        } catch (IOException failure) {
            throw failed(failure);
        }
        graph.attributes().forEach((path, attribute) -> {
            switch (attribute) {
                case Attribute.Weight weight -> weight(path, weight);
                case Attribute.Folded folded -> throw new IllegalArgumentException("'" + path + "' was not evaluated");
                case Attribute.SubGraph subGraph -> {}
            }
        });
        return new Manifest.SegmentEntry.Torch(segment, file, inputs, outputs);
    }

    /** A weight that belongs to the program itself, such as a buffer that enters as an input. */
    public void weight(String path, Attribute.Weight weight) {
        weights.put(path, weight);
    }

    /** Writes the weights, each storage once. */
    public Manifest.Weights writeWeights() {
        Map<String, StoredStorage> storages = new LinkedHashMap<>();
        List<StoredWeight> tensors = new ArrayList<>();
        try (FileChannel file = FileChannel.open(folder.resolve(WEIGHTS), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            for (Map.Entry<String, Attribute.Weight> entry : weights.entrySet()) {
                Attribute.Weight weight = entry.getValue();
                String id = weight.data().storageId();
                if (!storages.containsKey(id)) {
                    long offset = append(weight.data().storage(), file);
                    storages.put(id, new StoredStorage(id, offset, weight.data().storage().byteSize()));
                }
                List<Long> shape = weight.spec().shape().dims().stream()
                        .map(extent -> extent.constantValue().orElseThrow()).toList();
                tensors.add(new StoredWeight(entry.getKey(), weight.spec().dtype(), shape,
                        new View(id, weight.data().offset(), weight.data().strides())));
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
        return new Manifest.Weights(WEIGHTS, List.copyOf(storages.values()), tensors);
    }

    public CompiledModule finish(Manifest manifest) {
        ManifestJson.write(manifest, folder);
        try {
            Files.createDirectories(target);
            Files.deleteIfExists(target.resolve(ManifestJson.FILE));
            for (String part : PARTS) {
                delete(target.resolve(part));
                if (Files.exists(folder.resolve(part))) {
                    Files.move(folder.resolve(part), target.resolve(part));
                }
            }
        } catch (IOException failure) {
            throw failed(failure);
        }
        return CompiledModule.open(target);
    }

    /** Removes what is not finished. */
    @Override
    public void close() {
        try {
            delete(folder);
        } catch (IOException failure) {
            throw failed(failure);
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            Folders.delete(path);
        }
    }

    private static long append(MemorySegment bytes, FileChannel file) throws IOException {
        if (bytes.byteSize() == 0) {
            return 0;
        }
        long offset = (file.size() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        file.position(offset);
        for (long at = 0; at < bytes.byteSize(); at += CHUNK) {
            ByteBuffer chunk = bytes.asSlice(at, Math.min(CHUNK, bytes.byteSize() - at)).asByteBuffer();
            while (chunk.hasRemaining()) {
                file.write(chunk);
            }
        }
        return offset;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }

    private CompiledModuleException failed(IOException failure) {
        return new CompiledModuleException("cannot write the compiled program to " + target + ": " + FileProblem.words(failure),
                failure);
    }
}
