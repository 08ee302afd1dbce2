package dev.partita.app.graph.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A graph reduced to some of its boxes, such as the matches of a search. What two of them are connected by elsewhere
 * becomes one wire without a payload, so that the part still shows what depends on what.
 *
 * @param shown the part, as a graph of its own
 * @param whole where it was taken from
 * @param boxes numbers in the whole, by number in the part
 */
public record GraphPart(PlannedGraph shown, GraphModel whole, List<Integer> boxes) {

    /** A box remembers at most so many origins that lie behind boxes left out; more would draw a tangle. */
    private static final int MOST_ORIGINS = 6;

    public static GraphPart of(PlannedGraph whole, Set<Integer> wanted) {
        GraphModel model = whole.model();
        SortedSet<Integer> kept = new TreeSet<>(wanted);
        int[] groupNumber = new int[model.groups().size()];
        List<Group> groups = groups(model, kept, groupNumber);
        int[] number = new int[model.boxes().size()];
        Arrays.fill(number, -1);
        List<Box> boxes = new ArrayList<>();
        for (int box : kept) {
            number[box] = boxes.size();
            Box at = model.boxes().get(box);
            boxes.add(new Box(at.id(), at.label(), at.category(), groupNumber[at.group()], at.facts()));
        }
        GraphModel part = new GraphModel(model.name() + " (part)", boxes, wires(model, number), groups);
        List<Integer> origin = List.copyOf(kept);
        return new GraphPart(new PlannedGraph(part, placements(whole.placements(), origin)), model, origin);
    }

    /** The same part after a new partition of the whole. */
    public GraphPart repartitioned(Placements ofWhole) {
        return new GraphPart(new PlannedGraph(shown.model(), placements(ofWhole, boxes)), whole, boxes);
    }

    /** Numbers in the whole of boxes of the part. */
    public Set<Integer> inWhole(Set<Integer> ofPart) {
        Set<Integer> numbers = new TreeSet<>();
        ofPart.forEach(box -> numbers.add(boxes.get(box)));
        return numbers;
    }

    private static Placements placements(Placements ofWhole, List<Integer> boxes) {
        return new Placements(boxes.stream().map(ofWhole::of).toList());
    }

    private static List<Group> groups(GraphModel model, Set<Integer> kept, int[] number) {
        boolean[] used = new boolean[model.groups().size()];
        used[0] = true;
        for (int box : kept) {
            for (int group = model.boxes().get(box).group(); group >= 0; group = model.groups().get(group).parent()) {
                used[group] = true;
            }
        }
        List<Group> groups = new ArrayList<>();
        for (int group = 0; group < used.length; group++) {
            if (used[group]) {
                number[group] = groups.size();
                Group at = model.groups().get(group);
                // Blocks that were alike may have lost different boxes.
                groups.add(at.withParent(at.parent() < 0 ? -1 : number[at.parent()]).withKin(-1));
            }
        }
        return groups;
    }

    /** Boxes come in the order of the graph, so that what a box depends on is known before the box. */
    private static List<Wire> wires(GraphModel model, int[] number) {
        List<List<Wire>> into = new ArrayList<>();
        model.boxes().forEach(box -> into.add(new ArrayList<>()));
        model.wires().forEach(wire -> into.get(wire.to()).add(wire));
        List<Set<Integer>> origins = new ArrayList<>();
        List<Wire> wires = new ArrayList<>();
        for (int box = 0; box < number.length; box++) {
            Set<Integer> behind = new LinkedHashSet<>();
            for (Wire wire : into.get(box)) {
                if (number[wire.from()] >= 0 && number[box] >= 0) {
                    wires.add(new Wire(number[wire.from()], number[box], wire.signal(), wire.input(), wire.payload()));
                } else if (number[wire.from()] >= 0) {
                    behind.add(wire.from());
                } else if (wire.from() < box) {
                    behind.addAll(origins.get(wire.from()));
                }
            }
            if (number[box] >= 0) {
                for (int origin : behind) {
                    wires.add(new Wire(number[origin], number[box], -1 - origin, 0, Payload.UNKNOWN));
                }
                behind = Set.of();
            }
            origins.add(behind.size() <= MOST_ORIGINS ? behind
                    : new LinkedHashSet<>(behind.stream().limit(MOST_ORIGINS).toList()));
        }
        return wires;
    }
}
