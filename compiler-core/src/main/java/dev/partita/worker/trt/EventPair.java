package dev.partita.worker.trt;

import dev.partita.profile.QueryTrace;
import org.bytedeco.cuda.cudart.CUevent_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;

/** Two marks on a stream, and the time between them. */
final class EventPair implements AutoCloseable {

    private final CUevent_st start;
    private final CUevent_st end;

    EventPair(boolean blocking) {
        start = event(blocking);
        end = event(blocking);
    }

    static CUevent_st event(boolean blocking) {
        CUevent_st event = new CUevent_st();
        Cuda.check("make an event", cudart.cudaEventCreateWithFlags(
                event, blocking ? cudart.cudaEventBlockingSync : cudart.cudaEventDefault));
        return event;
    }

    void markStart(CUstream_st stream) {
        Cuda.check("record an event", cudart.cudaEventRecord(start, stream));
    }

    void markEnd(CUstream_st stream) {
        Cuda.check("record an event", cudart.cudaEventRecord(end, stream));
    }

    /** What {@code stream} gets from here on waits for the end mark. */
    void holdBack(CUstream_st stream) {
        Cuda.check("wait for an event", cudart.cudaStreamWaitEvent(stream, end, 0));
    }

    void await() {
        Cuda.check("finish a query", cudart.cudaEventSynchronize(end));
    }

    /** Both marks, in milliseconds after {@code zero}. */
    QueryTrace.Span since(CUevent_st zero) {
        return new QueryTrace.Span(millis(zero, start), millis(zero, end));
    }

    private static float millis(CUevent_st from, CUevent_st to) {
        float[] millis = new float[1];
        Cuda.check("read a time", cudart.cudaEventElapsedTime(millis, from, to));
        return millis[0];
    }

    @Override
    public void close() {
        cudart.cudaEventDestroy(start);
        cudart.cudaEventDestroy(end);
    }
}
