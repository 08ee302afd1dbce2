package dev.partita.app.partition;

import dev.partita.partition.Segment;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One segment in the table.
 *
 * @param boundaryBytes what crosses its border, in and out, when all shapes are fixed
 * @param millis measured median, when there is one
 * @param error largest absolute error that the segment adds to exact inputs, when it was compared with Torch
 */
record SegmentRow(Segment segment, OptionalLong boundaryBytes, OptionalDouble millis, OptionalDouble error) {}
