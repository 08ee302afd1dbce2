package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;

/** Expresses one operator by others. Stateless. */
@FunctionalInterface
public interface Decomposition {

    /** Makes the calls through {@code tracer}; returns a reference, or a list of them for several results. */
    Arg expand(Call call, Tracer tracer);
}
