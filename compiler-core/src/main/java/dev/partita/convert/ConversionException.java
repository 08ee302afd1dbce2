package dev.partita.convert;

import dev.partita.ir.Node;

/** A segment cannot become a network. The message names the node, its op and the reason. */
public final class ConversionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ConversionException(String message) {
        super(message);
    }

    public ConversionException(Node node, String reason) {
        super("node '" + node.name() + "' (" + node.target() + "): " + reason);
    }

    ConversionException(Node node, RuntimeException cause) {
        super("node '" + node.name() + "' (" + node.target() + "): " + cause.getMessage(), cause);
    }
}
