package dev.partita.app.graph.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All boxes, wires and groups of one graph; immutable. Everything is numbered by its place in its list. */
public final class GraphModel {

    /** A direct child of a group. */
    public sealed interface Child {
        record OfBox(int box) implements Child {}

        record OfGroup(int group) implements Child {}
    }

    private final String name;
    private final List<Box> boxes;
    private final List<Wire> wires;
    private final List<Group> groups;
    private final List<List<Child>> children;
    private final Map<String, Integer> boxById = new HashMap<>();
    private final Map<String, Integer> groupByPath = new HashMap<>();
    private final int[] kinCount;
    private final int[] boxCount;

    /** Group 0 must be the root; a group's children appear in the order of their first boxes. */
    public GraphModel(String name, List<Box> boxes, List<Wire> wires, List<Group> groups) {
        this.name = name;
        this.boxes = List.copyOf(boxes);
        this.wires = List.copyOf(wires);
        this.groups = List.copyOf(groups);
        for (int i = 0; i < boxes.size(); i++) {
            boxById.put(boxes.get(i).id(), i);
        }
        for (int i = 0; i < boxes.size(); i++) {
            for (String absorbed : boxes.get(i).facts().absorbed()) {
                boxById.putIfAbsent(absorbed, i);
            }
        }
        for (int i = 0; i < groups.size(); i++) {
            groupByPath.put(groups.get(i).path(), i);
        }
        boxCount = new int[groups.size()];
        children = findChildren();
        kinCount = new int[groups.size()];
        for (Group group : groups) {
            if (group.kin() >= 0) {
                kinCount[group.kin()]++;
            }
        }
    }

    private List<List<Child>> findChildren() {
        List<List<Child>> found = new ArrayList<>();
        boolean[] seen = new boolean[groups.size()];
        groups.forEach(group -> found.add(new ArrayList<>()));
        for (int box = 0; box < boxes.size(); box++) {
            int inside = boxes.get(box).group();
            found.get(inside).add(new Child.OfBox(box));
            for (int group = inside; group >= 0; group = groups.get(group).parent()) {
                boxCount[group]++;
                if (!seen[group] && groups.get(group).parent() >= 0) {
                    found.get(groups.get(group).parent()).add(new Child.OfGroup(group));
                }
                seen[group] = true;
            }
        }
        return found.stream().map(Collections::unmodifiableList).toList();
    }

    /** The model's name, for titles. */
    public String name() {
        return name;
    }

    public List<Box> boxes() {
        return boxes;
    }

    public List<Wire> wires() {
        return wires;
    }

    public List<Group> groups() {
        return groups;
    }

    /** Direct children of a group in the order of the graph. */
    public List<Child> children(int group) {
        return children.get(group);
    }

    /** How many boxes are in a group, at any depth. */
    public int boxCount(int group) {
        return boxCount[group];
    }

    /** How many groups have the same content as this one, itself included. */
    public int repeats(int group) {
        int kin = groups.get(group).kin();
        return kin < 0 ? 1 : kinCount[kin];
    }

    /** The box of a node, also when the node is only a part of the box. */
    public Optional<Integer> box(String id) {
        return Optional.ofNullable(boxById.get(id));
    }

    public Optional<Integer> group(String path) {
        return Optional.ofNullable(groupByPath.get(path));
    }

    /** True when {@code ancestor} is {@code group} or one of the groups around it. */
    public boolean isWithin(int group, int ancestor) {
        for (int at = group; at >= 0; at = groups.get(at).parent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }
}
