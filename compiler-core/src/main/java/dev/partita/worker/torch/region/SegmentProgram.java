package dev.partita.worker.torch.region;

import org.bytedeco.pytorch.IValueVector;

/** A part of a program that takes some values and gives others. */
public interface SegmentProgram {

    /** The caller closes what it gets. */
    IValueVector run(IValueVector inputs);
}
