package dev.partita.partition;

import java.util.List;
import java.util.stream.Stream;

/**
 * What other values of {@code min_block_size} would give. Which blocks arise does not depend on it, only which are kept,
 * so the whole sweep needs no partitioning.
 */
public final class BlockSizeSweep {

    private BlockSizeSweep() {}

    /**
     * The effect of one value.
     *
     * @param ops counted by the partitioner's own rule
     */
    public record Point(int minBlockSize, int engines, int ops) {}

    /** One point for every value at which something changes, ascending; the first is 1. */
    public static List<Point> of(Partitioning partitioning) {
        List<Integer> sizes = partitioning.blockSizes().stream().filter(size -> size > 0).toList();
        return Stream.concat(Stream.of(1), sizes.stream().map(size -> size + 1))
                .distinct()
                .sorted()
                .map(minimum -> point(minimum, sizes))
                .toList();
    }

    private static Point point(int minimum, List<Integer> sizes) {
        List<Integer> kept = sizes.stream().filter(size -> size >= minimum).toList();
        return new Point(minimum, kept.size(), kept.stream().mapToInt(Integer::intValue).sum());
    }
}
