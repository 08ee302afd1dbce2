package dev.partita.partition;

import dev.partita.ir.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph cut into segments.
 *
 * @param segments in an order in which they can run
 * @param verdicts one for each call of the graph, in graph order
 * @param blockSizes what the partitioner counts in each TensorRT block, those that were too small to keep included
 */
public record Partitioning(
        List<Segment> segments,
        Map<Node, NodeVerdict> verdicts,
        Coverage coverage,
        Method method,
        List<Integer> blockSizes) {

    public Partitioning {
        segments = List.copyOf(segments);
        blockSizes = List.copyOf(blockSizes);
        verdicts = Collections.unmodifiableMap(new LinkedHashMap<>(verdicts));
    }

    /** Where a call runs; empty for inputs, weights and the output. */
    public Optional<Segment> segmentOf(Node node) {
        return Optional.ofNullable(verdicts.get(node)).map(NodeVerdict::segment);
    }

    public Optional<NodeVerdict> verdict(Node node) {
        return Optional.ofNullable(verdicts.get(node));
    }

    public Optional<Segment> segment(String name) {
        return segments.stream().filter(segment -> segment.name().equals(name)).findFirst();
    }

    /** The segments that become engines. */
    public List<Segment> engines() {
        return segments.stream().filter(Segment::isTensorRt).toList();
    }

    public int torchSegments() {
        return segments.size() - engines().size();
    }
}
