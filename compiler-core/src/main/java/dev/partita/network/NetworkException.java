package dev.partita.network;

/** A network that TensorRT would not take: our bug, never the user's mistake. The message names layer, tensor and rule. */
public final class NetworkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NetworkException(String message) {
        super(message);
    }
}
