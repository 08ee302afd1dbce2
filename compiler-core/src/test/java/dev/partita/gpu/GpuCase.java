package dev.partita.gpu;

import dev.partita.engine.BuildSettings;
import dev.partita.network.NetworkDescription;
import java.util.List;
import java.util.Map;

/**
 * A network, inputs, and what must come out.
 *
 * @param tolerance absolute plus relative
 */
record GpuCase(
        NetworkDescription network, BuildSettings settings, Map<String, Values> inputs, List<Expected> expected,
        double tolerance) {

    String name() {
        return network.name();
    }

    /** What one output must hold. */
    record Expected(String output, Values values) {}
}
