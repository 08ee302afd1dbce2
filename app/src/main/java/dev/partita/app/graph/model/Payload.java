package dev.partita.app.graph.model;

/**
 * What a wire carries.
 *
 * @param dtype torch's name, empty when it is no tensor
 * @param shape such as {@code 1×64×56×56}; empty when it is no tensor
 * @param bytes 0 when not known before run time
 */
public record Payload(String dtype, String shape, long bytes) {

    public static final Payload UNKNOWN = new Payload("", "", 0);

    /** {@code 1×64×56×56 float32}. */
    public String words() {
        return shape.isEmpty() ? dtype : shape + " " + dtype;
    }
}
