package dev.partita.worker.torch;

import dev.partita.worker.loop.RequestHandler;
import java.util.List;

/** Everything the worker can do with libtorch. Nothing native is loaded before the first request that needs it. */
public final class TorchHandlers {

    private TorchHandlers() {}

    public static List<RequestHandler> all() {
        return List.of(new RunProgramHandler());
    }
}
