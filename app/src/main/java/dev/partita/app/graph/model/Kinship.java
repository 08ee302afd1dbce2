package dev.partita.app.graph.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds groups with equal content: the same operations with the same results, in the same order and wired the same way
 * inside, whatever their names and wherever their inputs come from.
 */
final class Kinship {

    private Kinship() {}

    /** The same groups, those with equals numbered alike. */
    static List<Group> find(List<Box> boxes, List<Wire> wires, List<Group> groups) {
        List<List<Object>> content = new ArrayList<>();
        groups.forEach(group -> content.add(new ArrayList<>(List.of(group.name().type()))));
        int[] place = new int[boxes.size()];
        int[] filled = new int[groups.size()];
        for (int box = 0; box < boxes.size(); box++) {
            Box at = boxes.get(box);
            place[box] = filled[at.group()]++;
            Payload result = at.facts().result();
            content.get(at.group()).add(List.of(at.facts().op(), at.label().detail(), result.dtype(), result.shape()));
        }
        for (Wire wire : wires) {
            int group = boxes.get(wire.to()).group();
            boolean inside = boxes.get(wire.from()).group() == group;
            content.get(group).add(List.of(inside ? place[wire.from()] : -1, place[wire.to()], wire.input()));
        }
        // Inner groups have higher numbers, so their class is known before that of the group around them.
        int[] kin = new int[groups.size()];
        Map<List<Object>, Integer> classes = new HashMap<>();
        int[] members = new int[groups.size()];
        for (int group = groups.size() - 1; group >= 0; group--) {
            int known = classes.computeIfAbsent(content.get(group), ignored -> classes.size());
            kin[group] = known;
            members[known]++;
            int parent = groups.get(group).parent();
            if (parent >= 0) {
                content.get(parent).add(known);
            }
        }
        int next = 0;
        Map<Integer, Integer> renumbered = new HashMap<>();
        List<Group> result = new ArrayList<>(groups.size());
        for (int group = 0; group < groups.size(); group++) {
            int number = -1;
            if (members[kin[group]] > 1) {
                Integer given = renumbered.get(kin[group]);
                if (given == null) {
                    given = next++;
                    renumbered.put(kin[group], given);
                }
                number = given;
            }
            result.add(groups.get(group).withKin(number));
        }
        return result;
    }
}
