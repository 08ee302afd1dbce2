package dev.partita.worker.trt;

import dev.partita.worker.loop.RequestHandler;
import java.util.List;

/** Everything the worker can do with TensorRT. Making it loads nothing; the first request does. */
public final class TensorRtHandlers {

    private final TensorRt tensorRt = new TensorRt();
    private final LoadedEngines engines = new LoadedEngines(tensorRt);

    public List<RequestHandler> all() {
        return List.of(new DoctorHandler(), new BuildHandler(tensorRt), new OnnxHandler(tensorRt),
                new RunHandler(engines), new ProfileHandler(engines));
    }

    /** For whoever runs engines between other things, such as Torch segments. */
    public LoadedEngines engines() {
        return engines;
    }
}
