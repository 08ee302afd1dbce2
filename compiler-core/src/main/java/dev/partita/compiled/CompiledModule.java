package dev.partita.compiled;

import dev.partita.compiled.Manifest.Artifact;
import dev.partita.compiled.Manifest.SegmentEntry;
import dev.partita.engine.JobFolder;
import dev.partita.file.FileProblem;
import dev.partita.ir.Attribute;
import dev.partita.ir.Graph;
import dev.partita.ir.WeightRef;
import dev.partita.tensor.Shape;
import dev.partita.tensor.TensorSpec;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** A compiled program's folder, opened and checked. */
public record CompiledModule(Path folder, Manifest manifest) {

    /** Throws {@link CompiledModuleException} when the folder holds no compiled program, or a damaged or incomplete one. */
    public static CompiledModule open(Path folder) {
        CompiledModule module = new CompiledModule(folder, ManifestJson.read(folder));
        module.files().filter(file -> !Files.isRegularFile(file)).findFirst().ifPresent(missing -> {
            throw new CompiledModuleException(folder + " is not complete, " + folder.normalize().relativize(missing)
                    + " is missing: copy the whole folder, or compile " + module.manifest.source().file() + " again");
        });
        return module;
    }

    /** Everything without which the program cannot run. */
    private Stream<Path> files() {
        return Stream.concat(Stream.of(resolve(manifest.weights().file())), manifest.segments().stream().flatMap(segment -> switch (segment) {
            case SegmentEntry.Torch torch -> Stream.of(resolve(torch.graph()));
            case SegmentEntry.TensorRt tensorRt -> switch (tensorRt.artifact()) {
                case Artifact.Engine engine -> Stream.of(resolve(engine.file()));
                case Artifact.Job job -> JobFolder.files(resolve(job.folder())).stream();
            };
        }));
    }

    public static boolean isCompiled(Path folder) {
        return Files.isRegularFile(folder.resolve(ManifestJson.FILE));
    }

    /** The segment's graph with its weights; {@code weights} as {@link #weights} gives them. */
    public Graph graph(Manifest.SegmentEntry.Torch segment, Map<String, Attribute.Weight> weights) {
        Path file = resolve(segment.graph());
        try {
            Graph graph = SegmentText.parse(Files.readString(file));
            for (var node : graph) {
                Attribute.Weight weight = weights.get(node.target());
                if (weight != null) {
                    graph.putAttribute(node.target(), weight);
                }
            }
            return graph;
        } catch (IOException failure) {
            throw new CompiledModuleException("cannot read " + file + ": " + FileProblem.words(failure), failure);
        } catch (IllegalArgumentException failure) {
            throw new CompiledModuleException(file + " is damaged: " + failure.getMessage(), failure);
        }
    }

    /** All weights by path, mapped as long as the arena lives. */
    public Map<String, Attribute.Weight> weights(Arena arena) {
        Manifest.Weights stored = manifest.weights();
        MemorySegment bytes = map(resolve(stored.file()), arena);
        Map<String, MemorySegment> storages = new LinkedHashMap<>();
        for (Manifest.StoredStorage storage : stored.storages()) {
            if (storage.offset() < 0 || storage.offset() > bytes.byteSize() - storage.bytes()) {
                throw new CompiledModuleException(
                        resolve(stored.file()) + " is cut off: storage " + storage.id() + " reaches beyond its end");
            }
            storages.put(storage.id(), bytes.asSlice(storage.offset(), storage.bytes()));
        }
        Map<String, Attribute.Weight> weights = new LinkedHashMap<>();
        for (Manifest.StoredWeight weight : stored.tensors()) {
            MemorySegment storage = storages.get(weight.view().storage());
            if (storage == null) {
                throw new CompiledModuleException("weight '" + weight.path() + "' lies on the unknown storage '"
                        + weight.view().storage() + "'");
            }
            long[] dims = weight.shape().stream().mapToLong(Long::longValue).toArray();
            weights.put(weight.path(), new Attribute.Weight(
                    new TensorSpec(weight.dtype(), Shape.of(dims)),
                    new WeightRef(storage, weight.view().storage(), weight.view().offset(), weight.view().strides())));
        }
        return weights;
    }

    /** A path of the manifest; those that leave the folder are refused. */
    public Path resolve(String relative) {
        Path path = folder.resolve(relative).normalize();
        if (!path.startsWith(folder.normalize())) {
            throw new CompiledModuleException("the manifest names '" + relative + "', which is outside of " + folder);
        }
        return path;
    }

    private static MemorySegment map(Path file, Arena arena) {
        try (FileChannel channel = FileChannel.open(file)) {
            return channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        } catch (IOException failure) {
            throw new CompiledModuleException("cannot read " + file + ": " + FileProblem.words(failure), failure);
        }
    }
}
