package dev.partita.worker.trt;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;

/** Moments on somebody else's stream: CUDA events, read when the stream has come by all of them. */
public final class StreamMarks implements AutoCloseable {

    private final CUstream_st stream;
    private final CUevent_st zero = EventPair.event(false);
    private final List<CUevent_st> events = new ArrayList<>();

    /**
     * The clock starts here.
     *
     * @param streamAddress CUDA's handle of the stream
     * @param count marks of one round
     */
    public StreamMarks(long streamAddress, int count) {
        stream = new CUstream_st(new Address(streamAddress));
        for (int i = 0; i < count; i++) {
            events.add(EventPair.event(false));
        }
        Cuda.check("record an event", cudart.cudaEventRecord(zero, stream));
    }

    public void mark(int index) {
        Cuda.check("record an event", cudart.cudaEventRecord(events.get(index), stream));
    }

    /** Waits for the last mark; milliseconds since the clock started, per mark. */
    public float[] await() {
        Cuda.check("finish a query", cudart.cudaEventSynchronize(events.getLast()));
        float[] millis = new float[events.size()];
        float[] one = new float[1];
        for (int i = 0; i < millis.length; i++) {
            Cuda.check("read a time", cudart.cudaEventElapsedTime(one, zero, events.get(i)));
            millis[i] = one[0];
        }
        return millis;
    }

    @Override
    public void close() {
        cudart.cudaStreamSynchronize(stream);
        events.forEach(cudart::cudaEventDestroy);
        cudart.cudaEventDestroy(zero);
    }
}
