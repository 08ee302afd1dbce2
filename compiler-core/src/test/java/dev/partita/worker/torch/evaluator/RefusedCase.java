package dev.partita.worker.torch.evaluator;

/** Support does not take the call of a case; the message says why. */
final class RefusedCase extends RuntimeException {

    private static final long serialVersionUID = 1;

    RefusedCase(String message) {
        super(message);
    }
}
