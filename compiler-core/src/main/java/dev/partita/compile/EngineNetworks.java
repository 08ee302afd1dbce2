package dev.partita.compile;

import dev.partita.convert.SegmentConverter;
import dev.partita.network.NetworkDescription;
import dev.partita.partition.Segment;

/** The networks of a plan's engines, converted when asked for, as the compiler would hand them to TensorRT. */
public final class EngineNetworks {

    private final EngineGraphs graphs;
    private final SegmentConverter converter;

    public EngineNetworks(Plan plan) {
        graphs = new EngineGraphs(plan.lowered().graph());
        converter = new SegmentConverter(plan.settings(), InputRanges.from(plan).symbols());
    }

    /** Throws {@link dev.partita.convert.ConversionException}, naming the node that cannot be converted. */
    public NetworkDescription of(Segment segment) {
        return converter.convert(graphs.of(segment));
    }
}
