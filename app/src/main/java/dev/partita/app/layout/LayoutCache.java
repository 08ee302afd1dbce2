package dev.partita.app.layout;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the drawings of recent graphs by content: a repeated block is laid out once, and a change inside one group
 * leaves all others as they are. Safe for use by several threads.
 */
public final class LayoutCache {

    private record Key(BoxGraph graph, LayoutOptions options, ColumnCuts cuts) {}

    private final Map<Key, Drawing> drawings;

    /** Keeps at most {@code capacity} drawings, those used last. */
    public LayoutCache(int capacity) {
        drawings = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Drawing> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The drawing of a graph, laid out now if it is not remembered. */
    public Drawing drawing(BoxGraph graph, LayoutOptions options) {
        return drawing(graph, options, ColumnCuts.NONE);
    }

    /** The drawing of a graph in columns. */
    Drawing drawing(BoxGraph graph, LayoutOptions options, ColumnCuts cuts) {
        Key key = new Key(graph, options, cuts);
        synchronized (drawings) {
            Drawing known = drawings.get(key);
            if (known != null) {
                return known;
            }
        }
        Drawing drawing = LayeredDrawing.of(graph, options, cuts);
        synchronized (drawings) {
            drawings.put(key, drawing);
        }
        return drawing;
    }

    public int size() {
        synchronized (drawings) {
            return drawings.size();
        }
    }
}
