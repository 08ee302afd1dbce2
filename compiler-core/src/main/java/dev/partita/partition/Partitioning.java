package dev.partita.partition;

import dev.partita.ir.Node;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A graph cut into segments.
 *
 * @param segments in an order in which they can run
 * @param verdicts one for each call of the graph, in graph order
 */
public record Partitioning(
        List<Segment> segments,
        Map<Node, NodeVerdict> verdicts,
        Coverage coverage,
        Making making) {

    /**
     * How the cut was made.
     *
     * @param blockSizes what the partitioner counts in each TensorRT block, those that were too small to keep included
     * @param survey what a cut after an edit of the settings can start from
     */
    public record Making(Method method, List<Integer> blockSizes, Survey survey) {
        public Making {
            blockSizes = List.copyOf(blockSizes);
        }
    }

    public Partitioning {
        segments = List.copyOf(segments);
        // Not copied: the partitioner hands it over, and copying is a good part of the time of an edit.
        verdicts = Collections.unmodifiableMap(verdicts);
    }

    public Method method() {
        return making.method;
    }

    public List<Integer> blockSizes() {
        return making.blockSizes;
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
