package dev.partita.worker.trt;

import dev.partita.worker.loop.RequestHandler;
import java.util.List;

/** Everything the worker can do with TensorRT. */
public final class TensorRtHandlers {

    private TensorRtHandlers() {}

    public static List<RequestHandler> all() {
        return List.of(new DoctorHandler());
    }
}
