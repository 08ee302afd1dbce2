package dev.partita.worker.trt;

import org.bytedeco.cuda.cudart.CUgraphExec_st;
import org.bytedeco.cuda.cudart.CUgraph_st;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.cuda.global.cudart;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/** All kernels of one enqueue as one CUDA graph: launching it costs the host one call. */
final class CapturedGraph implements AutoCloseable {

    private final CUgraph_st graph = new CUgraph_st();
    private final CUgraphExec_st launchable = new CUgraphExec_st();

    /** Captures what the session enqueues. */
    static CapturedGraph of(EngineSession session) {
        if (session.hasDataDependentOutputs()) {
            throw new TensorRtException("an output's size depends on data");
        }
        return new CapturedGraph(session.context(), session.stream());
    }

    /**
     * Captures what the context enqueues; it must have run once with the same shapes and addresses.
     *
     * @throws TensorRtException when the engine cannot be captured; it can still be enqueued
     */
    CapturedGraph(IExecutionContext context, CUstream_st stream) {
        Cuda.check("begin a capture",
                cudart.cudaStreamBeginCapture(stream, cudart.cudaStreamCaptureModeThreadLocal));
        boolean enqueued = context.enqueueV3(stream);
        int ended = cudart.cudaStreamEndCapture(stream, graph);
        if (!enqueued) {
            cudart.cudaGetLastError();
            throw new TensorRtException("TensorRT cannot enqueue this engine into a capture");
        }
        Cuda.check("end the capture", ended);
        Cuda.check("make the graph launchable", cudart.cudaGraphInstantiate(launchable, graph, 0));
    }

    void launch(CUstream_st stream) {
        Cuda.check("launch the graph", cudart.cudaGraphLaunch(launchable, stream));
    }

    @Override
    public void close() {
        cudart.cudaGraphExecDestroy(launchable);
        cudart.cudaGraphDestroy(graph);
    }
}
