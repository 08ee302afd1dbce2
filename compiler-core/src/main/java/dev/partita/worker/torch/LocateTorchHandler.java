package dev.partita.worker.torch;

import dev.partita.protocol.Reply;
import dev.partita.protocol.Request;
import dev.partita.worker.loop.RequestContext;
import dev.partita.worker.loop.RequestHandler;
import dev.partita.worker.torch.placement.CudaLibtorch;
import dev.partita.worker.torch.placement.CudaPlacement;

/** Says where Torch segments run. Loads CUDA's libtorch if there is a GPU for it: only then it is known to load. */
final class LocateTorchHandler implements RequestHandler {

    @Override
    public boolean takes(Request<?> request) {
        return request instanceof Request.LocateTorch;
    }

    @Override
    public Reply handle(Request<?> request, RequestContext context) {
        return switch (CudaLibtorch.state()) {
            case CudaLibtorch.State.Usable(CudaPlacement placement) -> new Reply.TorchLocated(new Reply.Check(
                    "Torch segments", true, "run on " + placement.words() + ", with libtorch 2.5.1 for CUDA"));
            case CudaLibtorch.State.Unusable(String why, boolean wanted) ->
                new Reply.TorchLocated(new Reply.Check("Torch segments", !wanted, "run on the CPU: " + why));
        };
    }
}
