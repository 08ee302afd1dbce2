package dev.partita.compile;

import dev.partita.convert.SegmentConverter;
import dev.partita.convert.SegmentGraph;
import dev.partita.network.NetworkDescription;
import dev.partita.partition.Segment;

/** The networks of a plan's engines, converted when asked for, as the compiler hands them to TensorRT. */
public final class EngineNetworks {

    private final EngineGraphs graphs;
    private final SegmentConverter converter;

    public EngineNetworks(Plan plan) {
        this(plan, InputRanges.from(plan));
    }

    EngineNetworks(Plan plan, InputRanges ranges) {
        graphs = new EngineGraphs(plan.lowered().graph());
        converter = new SegmentConverter(plan.settings(), ranges.symbols());
    }

    EngineGraphs graphs() {
        return graphs;
    }

    /** Throws {@link dev.partita.convert.ConversionException}, naming the node that cannot be converted. */
    public NetworkDescription of(Segment segment) {
        return of(graphs.of(segment));
    }

    NetworkDescription of(SegmentGraph engine) {
        return converter.convert(engine);
    }
}
