package dev.partita.convert;

import dev.partita.ir.OpName;
import java.util.List;

/** The converters for each op, the preferred one first. */
@FunctionalInterface
public interface CapabilityTable {

    /** Candidates for calls of {@code op}; empty when nothing converts it. */
    List<? extends Capability> candidates(OpName op);
}
