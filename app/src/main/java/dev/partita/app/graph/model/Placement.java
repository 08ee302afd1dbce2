package dev.partita.app.graph.model;

/**
 * Where a box runs.
 *
 * @param segment the segment's name, empty when there is none
 * @param ordinal counts the segments of the same backend from 0; neighbouring engines get different tints by it
 * @param reason why it runs in Torch, in words; empty otherwise
 */
public record Placement(Backend backend, String segment, int ordinal, String reason) {

    /** Who runs a box. */
    public enum Backend {
        TENSORRT("TensorRT"),
        TORCH("Torch"),
        /** Inputs and outputs, and everything before a partition is known. */
        NONE("Not placed");

        private final String words;

        Backend(String words) {
            this.words = words;
        }

        public String words() {
            return words;
        }
    }

    public static final Placement NONE = new Placement(Backend.NONE, "", 0, "");
}
