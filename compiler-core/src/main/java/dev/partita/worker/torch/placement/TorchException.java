package dev.partita.worker.torch.placement;

/**
 * A Torch segment could not be compiled or run. The message is one or more readable lines that name the node, its op and
 * where it stands in the user's source; libtorch's own report is the cause.
 */
public final class TorchException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean located;

    public TorchException(String message) {
        super(message);
        located = false;
    }

    /** A failure whose message already names the node. */
    public TorchException(String message, Throwable cause) {
        super(message, cause);
        located = true;
    }

    /** Whether the message names the node. */
    public boolean isLocated() {
        return located;
    }
}
