package dev.partita.app.graph.model;

import dev.partita.app.graph.model.GroupTree.Branch;
import dev.partita.app.graph.model.Group.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the blocks of a program that says nothing about modules: a stretch of its operations in which each is like the one
 * a block earlier, in what it does, what it yields and how far away its inputs are. Repeated blocks become groups.
 */
final class RepeatedBlocks {

    /** Fewer boxes are no block, or they repeat too seldom to tell. */
    private static final int SHORTEST = 4;
    private static final int LONGEST = 2_000;
    private static final int FEWEST = 3;
    /** Blocks must cover this share of the program. */
    private static final double LEAST_COVERED = 0.25;
    /** Blocks that cover this share need no longer ones beside them. */
    private static final double ENOUGH_COVERED = 0.9;
    private static final int PROBES = 24;
    /** What comes from further away, or from the program's inputs, such as a mask that all layers read, says nothing about a block. */
    private static final int NEAR = 64;

    /** Blocks of {@code length} boxes, one after the other from {@code start} on. */
    record Stretch(int start, int length, int count) {

        int covered() {
            return length * count;
        }
    }

    private RepeatedBlocks() {}

    /** Puts repeated blocks among the children of a level that holds boxes only. */
    static void fold(Branch level, List<Box> boxes, List<Wire> wires) {
        if (level.children.size() <= GroupTree.LONGEST_LEVEL || level.children.stream().anyMatch(Branch.class::isInstance)) {
            return;
        }
        find(likenesses(boxes, wires)).ifPresent(found -> {
            List<Object> folded = new ArrayList<>(level.children.subList(0, found.start));
            for (int block = 0; block < found.count; block++) {
                int from = found.start + block * found.length;
                String label = "block " + block;
                Branch made = new Branch(label, new Name(label, "Block"));
                made.children.addAll(level.children.subList(from, from + found.length));
                folded.add(made);
            }
            folded.addAll(level.children.subList(found.start + found.covered(), level.children.size()));
            level.children.clear();
            level.children.addAll(folded);
        });
    }

    /** The stretch that covers most, or the first that covers nearly all; of equal ones that with the shortest block. */
    static Optional<Stretch> find(int... likeness) {
        Stretch best = new Stretch(0, 0, 0);
        int longest = Math.min(LONGEST, likeness.length / FEWEST);
        for (int length = SHORTEST; length <= longest && best.covered() < ENOUGH_COVERED * likeness.length; length++) {
            if (!mayRepeat(likeness, length)) {
                continue;
            }
            int start = 0;
            for (int i = 0; i + length <= likeness.length; i++) {
                if (i + length == likeness.length || likeness[i] != likeness[i + length]) {
                    Stretch found = new Stretch(start, length, (i - start) / length + 1);
                    best = found.count >= FEWEST && found.covered() > best.covered() && isVaried(likeness, found) ? found : best;
                    start = i + 1;
                }
            }
        }
        return best.covered() >= LEAST_COVERED * likeness.length && best.count > 0 ? Optional.of(best) : Optional.empty();
    }

    /**
     * Looks at few operations only, which rules most lengths out. Of a stretch worth finding two thirds or more, a sixth of the
     * program, are like what follows a block later: so is each of the four probes in there.
     */
    private static boolean mayRepeat(int[] likeness, int length) {
        int step = Math.max(1, likeness.length / PROBES);
        int alike = 0;
        for (int probe = 0; probe + length < likeness.length && alike < PROBES / 6; probe += step) {
            alike = likeness[probe] == likeness[probe + length] ? alike + 1 : 0;
        }
        return alike == PROBES / 6;
    }

    /** A chain of equal operations has no blocks. */
    private static boolean isVaried(int[] likeness, Stretch found) {
        return Arrays.stream(likeness, found.start, found.start + found.length).distinct().limit(2).count() == 2;
    }

    private static int[] likenesses(List<Box> boxes, List<Wire> wires) {
        int[] likeness = new int[boxes.size()];
        for (int box = 0; box < likeness.length; box++) {
            Box at = boxes.get(box);
            Payload result = at.facts().result();
            int operation = at.category().ordinal() * 31 + at.facts().op().hashCode();
            likeness[box] = (operation * 31 + result.dtype().hashCode()) * 31 + result.shape().hashCode();
        }
        for (Wire wire : wires) {
            int distance = wire.to() - wire.from();
            if (distance <= NEAR && boxes.get(wire.from()).category() != Category.INPUT) {
                // A sum, so that the order of the wires does not count.
                likeness[wire.to()] += (wire.input() * 31 + distance) * 0x9E3779B1;
            }
        }
        return likeness;
    }
}
