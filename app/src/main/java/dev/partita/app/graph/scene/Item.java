package dev.partita.app.graph.scene;

import dev.partita.app.graph.paint.Surface.Rect;

/**
 * Something with a place on the canvas.
 *
 * @param index number of the box or group in the model
 * @param parent the item of the open group around, -1 at the top
 * @param depth how many open groups are around it
 */
public record Item(Kind kind, int index, Rect rect, int parent, int depth) {

    /** A box, a group drawn as one box, or a group drawn around its content. */
    public enum Kind { BOX, CLOSED, OPEN }

    public boolean isGroup() {
        return kind != Kind.BOX;
    }
}
