package dev.partita.worker.trt;

import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;

/** All kernels that some work puts on a stream as one CUDA graph: launching it costs the host one call. */
public final class CapturedGraph implements AutoCloseable {

    private final CUgraph_st graph = new CUgraph_st();
    private final CUgraphExec_st launchable = new CUgraphExec_st();
    private final CUstream_st stream;

    private CapturedGraph(CUstream_st stream) {
        this.stream = stream;
    }

    /** Captures what the session enqueues; it must have run once with the same shapes and addresses. */
    static CapturedGraph of(EngineSession session) {
        if (session.hasDataDependentOutputs()) {
            throw new TensorRtException("an output's size depends on data");
        }
        return capture(session.stream(), session::enqueue);
    }

    /** As {@link #capture(CUstream_st, Runnable)}, on the stream with this handle. */
    public static CapturedGraph capture(long streamAddress, Runnable work) {
        return capture(new CUstream_st(new Address(streamAddress)), work);
    }

    /**
     * Captures what the work enqueues instead of running it.
     *
     * @param work must have run before: what is prepared on a first run cannot be captured
     * @throws RuntimeException of the work, or a {@link TensorRtException} when something in it cannot be captured, such as
     *     waiting for the GPU; the stream can be used on
     */
    private static CapturedGraph capture(CUstream_st stream, Runnable work) {
        CapturedGraph captured = new CapturedGraph(stream);
        Cuda.check("begin a capture",
                cudart.cudaStreamBeginCapture(stream, cudart.cudaStreamCaptureModeThreadLocal));
        try {
            work.run();
        } catch (RuntimeException refused) {
            cudart.cudaStreamEndCapture(stream, captured.graph);
            cudart.cudaGetLastError(); // so that the next call does not report this one again
            captured.close();
            throw refused;
        }
        try {
            Cuda.check("end the capture", cudart.cudaStreamEndCapture(stream, captured.graph));
            Cuda.check("make the graph launchable", cudart.cudaGraphInstantiate(captured.launchable, captured.graph, 0));
            return captured;
        } catch (TensorRtException refused) {
            captured.close();
            throw refused;
        }
    }

    /** Whether what is put on the stream is captured now. */
    static boolean isCapturing(CUstream_st stream) {
        int[] status = new int[1];
        Cuda.check("ask for a capture", cudart.cudaStreamIsCapturing(stream, status));
        return status[0] != cudart.cudaStreamCaptureStatusNone;
    }

    /** Enqueues it where it was captured. */
    public void launch() {
        Cuda.check("launch the graph", cudart.cudaGraphLaunch(launchable, stream));
    }

    @Override
    public void close() {
        if (!launchable.isNull()) {
            cudart.cudaGraphExecDestroy(launchable);
        }
        if (!graph.isNull()) {
            cudart.cudaGraphDestroy(graph);
        }
    }
}
