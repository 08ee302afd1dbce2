package dev.partita.app.session;

import java.util.List;

/**
 * A question to the user: which program of a file is meant.
 *
 * @param place the program that is open, or that was asked for in vain
 * @param names those of the file, in its order
 */
public record ProgramChoice(ProgramPlace place, List<String> names) {

    public ProgramChoice {
        names = List.copyOf(names);
    }
}
