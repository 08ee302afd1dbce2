package dev.partita.worker.loop;

/**
 * A native library said no: nobody's bug of ours, and the worker lives. Unchecked, because it can come out of every call;
 * the request that it ends is reported with its words.
 */
public class NativeRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public NativeRefusal(String message) {
        super(message);
    }
}
