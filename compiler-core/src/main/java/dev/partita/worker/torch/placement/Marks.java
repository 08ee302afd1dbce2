package dev.partita.worker.torch.placement;

import dev.partita.worker.trt.StreamMarks;

/** Moments in the order of the work that is done where a program's tensors live. */
public interface Marks extends AutoCloseable {

    void mark(int index);

    /** Waits for the work before the last mark; milliseconds since the marks were made, per mark. */
    float[] await();

    @Override
    void close();

    /** On the host's clock: there, work is done when a call returns. */
    static Marks onHost(int count) {
        long start = System.nanoTime();
        float[] millis = new float[count];
        return new Marks() {
            @Override
            public void mark(int index) {
                millis[index] = (System.nanoTime() - start) / 1e6f;
            }

            @Override
            public float[] await() {
                return millis.clone();
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }

    /** On the GPU's clock. */
    static Marks onStream(long streamAddress, int count) {
        StreamMarks marks = new StreamMarks(streamAddress, count);
        return new Marks() {
            @Override
            public void mark(int index) {
                marks.mark(index);
            }

            @Override
            public float[] await() {
                return marks.await();
            }

            @Override
            public void close() {
                marks.close();
            }
        };
    }
}
