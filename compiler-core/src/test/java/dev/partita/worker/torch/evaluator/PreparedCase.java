package dev.partita.worker.torch.evaluator;

import dev.partita.network.NetworkDescription;
import java.util.List;
import java.util.Map;

/**
 * A case that is ready to run: the converted network, and inputs with what libtorch answers to them.
 *
 * @param samples one, or for a dynamic network two, the second with all dynamic extents doubled
 */
public record PreparedCase(String name, NetworkDescription network, List<Sample> samples, double tolerance) {

    /** By the network's input and output names. */
    public record Sample(Map<String, HostTensor> inputs, Map<String, HostTensor> expected) {}
}
