package dev.partita.pt2;

import java.nio.file.Path;
import java.util.List;

/** An archive that holds several programs, of which none was named, or one that it does not hold. */
public final class ProgramChoiceException extends Pt2Exception {

    private static final long serialVersionUID = 1L;

    private final List<String> names;

    private ProgramChoiceException(String message, List<String> names) {
        super(message);
        this.names = List.copyOf(names);
    }

    static ProgramChoiceException unnamed(Path file, List<String> names) {
        return new ProgramChoiceException(file + ": holds " + names.size() + " programs, " + String.join(", ", names)
                + ": say which one with --model NAME", names);
    }

    static ProgramChoiceException absent(Path file, String name, List<String> names) {
        return new ProgramChoiceException(
                file + ": holds no program '" + name + "'; it holds " + String.join(", ", names), names);
    }

    /** The programs that there are, in the order of the file. */
    public List<String> names() {
        return names;
    }
}
