package dev.partita.app.partition;

import dev.partita.partition.Segment;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One segment in the table.
 *
 * @param boundaryBytes what crosses its border, in and out, when all shapes are fixed
 * @param millis measured median, when there is one
 */
record SegmentRow(Segment segment, OptionalLong boundaryBytes, OptionalDouble millis) {}
