package dev.partita.app.graph;

import dev.partita.app.graph.model.GraphModel;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;

/** Selected boxes by id and groups by path, in the order in which they were selected. */
public record Selection(SequencedSet<String> boxes, SequencedSet<String> groups) {

    public static final Selection NONE = new Selection(new LinkedHashSet<>(), new LinkedHashSet<>());

    public Selection {
        boxes = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(boxes));
        groups = Collections.unmodifiableSequencedSet(new LinkedHashSet<>(groups));
    }

    public static Selection ofBoxes(Set<String> ids) {
        return new Selection(new LinkedHashSet<>(ids), new LinkedHashSet<>());
    }

    public static Selection ofBox(String id) {
        return ofBoxes(Set.of(id));
    }

    public static Selection ofGroup(String path) {
        return new Selection(new LinkedHashSet<>(), new LinkedHashSet<>(Set.of(path)));
    }

    /** Boxes by their numbers in a model. */
    public static Selection of(GraphModel model, Set<Integer> boxes) {
        LinkedHashSet<String> ids = new LinkedHashSet<>();
        boxes.forEach(box -> ids.add(model.boxes().get(box).id()));
        return ofBoxes(ids);
    }

    /** The numbers of the selected boxes and of those inside selected groups, ascending. */
    public Set<Integer> boxesIn(GraphModel model) {
        Set<Integer> numbers = new TreeSet<>();
        boxes.forEach(id -> model.box(id).ifPresent(numbers::add));
        groups.forEach(path -> model.group(path).ifPresent(group -> {
            for (int box = 0; box < model.boxes().size(); box++) {
                if (model.isWithin(model.boxes().get(box).group(), group)) {
                    numbers.add(box);
                }
            }
        }));
        return numbers;
    }

    public boolean isEmpty() {
        return boxes.isEmpty() && groups.isEmpty();
    }

    /** With everything of the other; what is in both leaves, as Shift+click does. */
    public Selection toggled(Selection other) {
        return new Selection(toggled(boxes, other.boxes), toggled(groups, other.groups));
    }

    public Selection and(Selection other) {
        LinkedHashSet<String> allBoxes = new LinkedHashSet<>(boxes);
        allBoxes.addAll(other.boxes);
        LinkedHashSet<String> allGroups = new LinkedHashSet<>(groups);
        allGroups.addAll(other.groups);
        return new Selection(allBoxes, allGroups);
    }

    private static SequencedSet<String> toggled(Set<String> all, Set<String> some) {
        LinkedHashSet<String> result = new LinkedHashSet<>(all);
        for (String one : some) {
            if (!result.remove(one)) {
                result.add(one);
            }
        }
        return result;
    }
}
