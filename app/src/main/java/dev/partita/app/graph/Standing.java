package dev.partita.app.graph;

import dev.partita.app.graph.paint.Look.Marks;
import dev.partita.app.graph.scene.Item;
import dev.partita.app.graph.scene.Scene;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What stands out in a graph, independent of what of it is open.
 *
 * @param matches boxes that a search found or the legend picked
 * @param focus the item with the keyboard, or -1
 */
record Standing(Selection selection, List<Integer> matches, int focus) {

    /** The same in numbers of a scene's items and lines. */
    Marks in(Scene scene) {
        Set<Integer> selected = new LinkedHashSet<>();
        selection.boxes().forEach(id -> scene.model().box(id).ifPresent(box -> selected.add(scene.itemOfBox(box))));
        selection.groups().forEach(path -> scene.model().group(path)
                .ifPresent(group -> scene.itemOfGroup(group).ifPresent(selected::add)));
        Set<Integer> inputs = new LinkedHashSet<>();
        Set<Integer> outputs = new LinkedHashSet<>();
        for (int item : selected) {
            for (int line : scene.linesOf(item)) {
                (scene.lines().get(line).to() == item ? inputs : outputs).add(line);
            }
        }
        return new Marks(selected, inputs, outputs, new LinkedHashSet<>(matches), focus);
    }

    /** What selecting an item selects. */
    static Selection of(Scene scene, int item) {
        Item at = scene.items().get(item);
        return at.isGroup()
                ? Selection.ofGroup(scene.model().groups().get(at.index()).path())
                : Selection.ofBox(scene.model().boxes().get(at.index()).id());
    }
}
