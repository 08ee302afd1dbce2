package dev.partita.app.session;

import dev.partita.compile.OpenedProgram;
import java.nio.file.Path;
import java.util.Optional;

/** Where a program lies: in a file, and by which name where the file holds several. */
public record ProgramPlace(Path file, Optional<String> name) {

    /** The file's only program, or the one that it is usually opened for. */
    public static ProgramPlace in(Path file) {
        return new ProgramPlace(file, Optional.empty());
    }

    static ProgramPlace of(OpenedProgram program) {
        return new ProgramPlace(program.file(), program.archive().modelNames().size() > 1
                ? Optional.of(program.exported().name())
                : Optional.empty());
    }

    public ProgramPlace named(String other) {
        return new ProgramPlace(file, Optional.of(other));
    }

    /** {@code resnet.pt2}, or {@code translation.pt2 · decoder}. */
    public String title() {
        return file.getFileName() + name.map(" · "::concat).orElse("");
    }
}
