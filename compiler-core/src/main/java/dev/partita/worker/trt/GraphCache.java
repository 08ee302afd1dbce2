package dev.partita.worker.trt;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bytedeco.cuda.cudart.CUstream_st;
import org.bytedeco.tensorrt.nvinfer.IExecutionContext;

/**
 * Launches an execution context, and repeats launches as CUDA graphs. A graph holds for one set of addresses and shapes;
 * a caching allocator hands out the same addresses in every run of a steady loop, so a call that comes a second time is
 * captured, and is launched as a graph from the third time on. Enqueueing costs the host one call then, however many kernels
 * there are.
 */
final class GraphCache implements AutoCloseable {

    private static final int KEPT = 8;
    /** A loop that comes by with more sets of addresses than this is not steady. */
    private static final int SEEN = 64;

    private final IExecutionContext context;
    private final CUstream_st stream;
    private final Set<Map<String, DeviceTensor>> seen = new HashSet<>();
    private final Map<Map<String, DeviceTensor>, CapturedGraph> graphs = new LinkedHashMap<>();
    private boolean enabled;

    GraphCache(IExecutionContext context, CUstream_st stream) {
        this.context = context;
        this.stream = stream;
    }

    void enable(boolean wanted) {
        enabled = wanted;
    }

    /**
     * Enqueues what the context is bound to.
     *
     * @param bound all of it, by name
     * @param dataDependent whether an output's size is known only when it is computed
     */
    void run(Map<String, DeviceTensor> bound, boolean dataDependent) {
        boolean fixed = !dataDependent && bound.values().stream().noneMatch(DeviceTensor::onHost);
        boolean full = (graphs.size() >= KEPT || seen.size() >= SEEN) && !graphs.containsKey(bound);
        if (!enabled || !fixed || full) {
            enqueue();
            return;
        }
        Map<String, DeviceTensor> call = Map.copyOf(bound);
        CapturedGraph graph = graphs.get(call);
        if (graph != null) {
            graph.launch(stream);
            return;
        }
        enqueue();
        // Right after the same call: TensorRT has nothing left to prepare, which it could not do in a capture.
        if (!seen.add(call)) {
            capture().ifPresent(captured -> graphs.put(call, captured));
        }
    }

    /** Empty, and never tried again, for an engine that cannot be captured: it can still be enqueued. */
    private Optional<CapturedGraph> capture() {
        try {
            return Optional.of(new CapturedGraph(context, stream));
        } catch (TensorRtException refused) {
            enabled = false;
            return Optional.empty();
        }
    }

    private void enqueue() {
        if (!context.enqueueV3(stream)) {
            throw new TensorRtException("TensorRT could not run the engine");
        }
    }

    @Override
    public void close() {
        graphs.values().forEach(CapturedGraph::close);
        graphs.clear();
    }
}
