package dev.partita.app.graph.scene;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.GraphModel.Child;
import dev.partita.app.layout.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What of a model is shown: the paths of the open groups, so that it outlives a reload, the direction, and the number of
 * columns that a long graph is wrapped into, those inside groups included. The root is always open.
 *
 * @param columns 1 for none, or {@link #AS_NEEDED} or {@link #WRAPPED} until a scene has been built
 */
public record ViewState(SortedSet<String> expanded, Direction direction, int columns) {

    /** As many columns as make the whole graph show much larger, if it could not be read otherwise. */
    public static final int AS_NEEDED = 0;
    /** As many columns as make the whole graph show largest, but at least two. */
    public static final int WRAPPED = -1;
    public static final int MOST_COLUMNS = 100;

    public ViewState {
        expanded = Collections.unmodifiableSortedSet(new TreeSet<>(expanded));
    }

    /**
     * Opens groups from the outside in, as long as no more than {@code mostItems} items show. Groups of one type and
     * depth open together or not at all.
     */
    public static ViewState fitting(GraphModel model, int mostItems) {
        SortedSet<String> open = new TreeSet<>();
        List<Integer> level = groupsIn(model, 0);
        int shown = model.children(0).size();
        while (!level.isEmpty()) {
            Map<String, List<Integer>> byType = new LinkedHashMap<>();
            for (int group : level) {
                byType.computeIfAbsent(model.groups().get(group).name().type(), type -> new ArrayList<>()).add(group);
            }
            level = new ArrayList<>();
            for (List<Integer> alike : byType.values()) {
                int more = alike.stream().mapToInt(group -> model.children(group).size()).sum();
                if (shown + more <= mostItems) {
                    shown += more;
                    for (int group : alike) {
                        open.add(model.groups().get(group).path());
                        level.addAll(groupsIn(model, group));
                    }
                }
            }
        }
        return new ViewState(open, Direction.TOP_DOWN, 1);
    }

    private static List<Integer> groupsIn(GraphModel model, int group) {
        List<Integer> groups = new ArrayList<>();
        for (Child child : model.children(group)) {
            if (child instanceof Child.OfGroup(int inner)) {
                groups.add(inner);
            }
        }
        return groups;
    }

    /** Every group open. */
    public static ViewState flat(GraphModel model) {
        SortedSet<String> open = new TreeSet<>();
        model.groups().forEach(group -> open.add(group.path()));
        return new ViewState(open, Direction.TOP_DOWN, 1);
    }

    /** Every group closed. */
    public static ViewState closed() {
        return new ViewState(new TreeSet<>(), Direction.TOP_DOWN, 1);
    }

    public boolean isExpanded(GraphModel model, int group) {
        return group == 0 || expanded.contains(model.groups().get(group).path());
    }

    /** Opens or closes one group. */
    public ViewState with(GraphModel model, int group, boolean open) {
        SortedSet<String> paths = new TreeSet<>(expanded);
        change(paths, model.groups().get(group).path(), open);
        return new ViewState(paths, direction, columns);
    }

    /** Opens or closes a group and all groups inside. */
    public ViewState withAllInside(GraphModel model, int group, boolean open) {
        SortedSet<String> paths = new TreeSet<>(expanded);
        for (int inner = group; inner < model.groups().size(); inner++) {
            if (model.isWithin(inner, group)) {
                change(paths, model.groups().get(inner).path(), open);
            }
        }
        return new ViewState(paths, direction, columns);
    }

    /** Opens or closes a group and all that have the same content. */
    public ViewState withKin(GraphModel model, int group, boolean open) {
        int kin = model.groups().get(group).kin();
        SortedSet<String> paths = new TreeSet<>(expanded);
        model.groups().stream().filter(other -> kin >= 0 && other.kin() == kin)
                .forEach(other -> change(paths, other.path(), open));
        change(paths, model.groups().get(group).path(), open);
        return new ViewState(paths, direction, columns);
    }

    /** Opens every group around a box. */
    public ViewState revealing(GraphModel model, int box) {
        SortedSet<String> paths = new TreeSet<>(expanded);
        for (int group = model.boxes().get(box).group(); group > 0; group = model.groups().get(group).parent()) {
            paths.add(model.groups().get(group).path());
        }
        return new ViewState(paths, direction, columns);
    }

    public ViewState withDirection(Direction newDirection) {
        return new ViewState(expanded, newDirection, columns);
    }

    public ViewState withColumns(int newColumns) {
        return new ViewState(expanded, direction, newColumns);
    }

    /** The same groups open, otherwise as the other. */
    public ViewState arrangedAs(ViewState other) {
        return new ViewState(expanded, other.direction, other.columns);
    }

    private static void change(SortedSet<String> paths, String path, boolean open) {
        if (open) {
            paths.add(path);
        } else {
            paths.remove(path);
        }
    }
}
