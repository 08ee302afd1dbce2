package dev.partita.pt2;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** An opened file. Programs and weights that it handed out are valid until it is closed. */
public final class Pt2Archive implements AutoCloseable {

    /** The name under which {@code torch.export.save} stores its one program. */
    public static final String DEFAULT_MODEL = "model";

    private final Path file;
    private final Arena arena;
    private final Container container;

    Pt2Archive(Path file, Arena arena, Container container) {
        this.file = file;
        this.arena = arena;
        this.container = container;
    }

    public Path file() {
        return file;
    }

    /** In the order of the file; {@code torch.export.save} writes exactly one, {@code model}. */
    public List<String> modelNames() {
        return container.modelNames();
    }

    /**
     * Parses and checks one program; its weights stay mapped.
     *
     * @throws ProgramChoiceException when there is none of that name
     */
    public ExportedProgram program(String name) {
        if (!modelNames().contains(name)) {
            throw ProgramChoiceException.absent(file, name, modelNames());
        }
        return named(() -> ProgramVerifier.verify(container.program(name)));
    }

    /**
     * The program called {@code model}, or the only one.
     *
     * @throws ProgramChoiceException when there are several, and none has that name
     */
    public ExportedProgram program() {
        List<String> names = modelNames();
        if (names.contains(DEFAULT_MODEL)) {
            return program(DEFAULT_MODEL);
        }
        if (names.size() != 1) {
            throw ProgramChoiceException.unnamed(file, names);
        }
        return program(names.getFirst());
    }

    /** @param name which program; empty for the only one */
    public ExportedProgram chosen(String name) {
        return name.isEmpty() ? program() : program(name);
    }

    /**
     * The example arguments of the export: a tuple of positional arguments and a dictionary of keyword arguments.
     * Empty when the file has none.
     *
     * @throws Pt2Exception when they hold anything but data; the program itself is not affected
     */
    public Optional<PythonValue> sampleInputs(String model) {
        return named(() -> container.sampleInputs(model));
    }

    /** Files that the exporting script put in beside the model. */
    public List<String> extraFiles() {
        return container.extraFiles();
    }

    /** Reads the whole file once and compares every checksum. Opening alone checks only what it reads. */
    public void verifyChecksums() {
        named(() -> {
            container.verifyChecksums();
            return true;
        });
    }

    /** Errors name the file first. */
    private <T> T named(Supplier<T> read) {
        try {
            return read.get();
        } catch (Pt2Exception e) {
            throw e.inFile(file);
        } catch (OutOfMemoryError e) {
            // Nothing of ours is half done here: what was read so far is garbage already.
            throw new Pt2Exception(file + ": needs more than the " + (Runtime.getRuntime().maxMemory() >> 20)
                    + " MiB of memory that this process may use; raise it with -Xmx", e);
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}
