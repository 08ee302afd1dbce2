package dev.partita.convert.cases;

import dev.partita.ir.Arg;
import java.util.List;

/** An argument of a case. */
public sealed interface CaseArg permits CaseTensor, CaseArg.Literal, CaseArg.Size, CaseArg.Items {

    record Literal(Arg value) implements CaseArg {}

    /** The extent of the first tensor that has this dynamic extent, as a symbolic integer (times a factor). */
    record Size(long extent, long factor) implements CaseArg {}

    record Items(List<CaseArg> items) implements CaseArg {
        public Items {
            items = List.copyOf(items);
        }
    }
}
