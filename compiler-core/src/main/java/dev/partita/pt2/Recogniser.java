package dev.partita.pt2;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Tells which container a file is, or what else it is, by its first bytes and the names within. */
final class Recogniser {

    private static final String WANTED = "; Partita opens what torch.export.save writes";

    private Recogniser() {}

    static Container recognise(MemorySegment file, Arena arena) {
        otherFormat(file).ifPresent(what -> {
            throw new Pt2Exception("this is " + what + WANTED);
        });
        ZipArchive zip = new ZipArchive(file, arena);
        Optional<String> format = rootOf(zip, "archive_format");
        if (format.isPresent()) {
            CurrentContainer container = new CurrentContainer(zip, format.get(), arena);
            if (container.modelNames().isEmpty()) {
                throw new Pt2Exception(emptyArchive(zip, format.get()));
            }
            return container;
        }
        if (zip.contains(LegacyContainer.PROGRAM)) {
            return new LegacyContainer(zip, arena);
        }
        throw new Pt2Exception("this is " + otherZip(zip) + WANTED);
    }

    /** The folder, with its slash, in which a file of that name lies directly. */
    private static Optional<String> rootOf(ZipArchive zip, String file) {
        for (String name : zip.names()) {
            int slash = name.indexOf('/');
            if (slash + 1 + file.length() == name.length() && slash >= 0 && name.endsWith(file)) {
                return Optional.of(name.substring(0, slash + 1));
            }
        }
        return Optional.empty();
    }

    private static String emptyArchive(ZipArchive zip, String root) {
        if (zip.names().stream().anyMatch(name -> name.startsWith(root + "data/aotinductor/"))) {
            return "this is an AOTInductor package: it holds compiled code but no graph" + WANTED;
        }
        if (zip.names().stream().anyMatch(name -> name.startsWith(root + "data/executorch/"))) {
            return "this is an ExecuTorch package without a graph" + WANTED;
        }
        return "this archive holds no models";
    }

    private static String otherZip(ZipArchive zip) {
        if (rootOf(zip, "constants.pkl").isPresent()) {
            return "a TorchScript program (torch.jit.save)";
        }
        if (rootOf(zip, "data.pkl").isPresent()) {
            return "a checkpoint of tensors or Python objects (torch.save), without a graph";
        }
        if (zip.names().stream().anyMatch(name -> name.endsWith(".npy"))) {
            return "a NumPy archive";
        }
        return "a zip archive of " + zip.names().size() + " other files";
    }

    private static Optional<String> otherFormat(MemorySegment file) {
        byte[] head = MappedBytes.copy(file, 0, (int) Math.min(16, file.byteSize()));
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PK")) {
            return Optional.empty();
        }
        if (text.startsWith("ET", 4)) {
            return Optional.of("an ExecuTorch program (.pte)");
        }
        if (text.startsWith("\u001f\u008b")) {
            return Optional.of("a gzip file; unpack it first");
        }
        if (text.startsWith("\u0080") && head[1] <= 5) {
            return Optional.of("a Python pickle, perhaps torch.save of torch before 1.6");
        }
        if (text.startsWith("{\"", 8)) {
            return Optional.of("a safetensors file: weights without a graph");
        }
        if (text.startsWith("GGUF")) {
            return Optional.of("a GGUF file: weights without a graph");
        }
        if (text.startsWith("ftrt")) {
            return Optional.of("a TensorRT engine");
        }
        if (text.startsWith("TFL3", 4)) {
            return Optional.of("a TensorFlow Lite model");
        }
        if (text.startsWith("\b") && text.contains("pytorch")) {
            return Optional.of("an ONNX model");
        }
        return Optional.empty();
    }
}
