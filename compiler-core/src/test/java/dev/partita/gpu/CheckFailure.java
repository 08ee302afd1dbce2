package dev.partita.gpu;

import java.util.List;

/** One check did not succeed; the others go on. */
final class CheckFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> detail;

    CheckFailure(String message, List<String> detail) {
        super(message);
        this.detail = List.copyOf(detail);
    }

    List<String> detail() {
        return detail;
    }
}
