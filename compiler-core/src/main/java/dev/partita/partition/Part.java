package dev.partita.partition;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;

/** Nodes that will run as one, while {@link PartMerger} finds out which. Nodes are numbers, other parts are places. */
final class Part {

    /** Order of creation; of two parts that merge, the larger one keeps its own. */
    final int id;

    /** Where it stands among the candidates of a merge: the place of the oldest part that went into it. */
    int place;

    final List<Integer> members = new ArrayList<>();

    /** Members taken in after all merging, behind the others. */
    final SequencedSet<Integer> moved = new LinkedHashSet<>();

    /** Nodes that read a member. Some may have become members since. */
    final List<Integer> readers = new ArrayList<>();

    /** So many of the readers, from the first, are known not to lead back here. */
    int harmless;

    /**
     * The parts that read this one, directly or not, as far as was known when its nodes came in. torch.fx looks no
     * further, and forgets a part that is merged into a larger one; its results depend on both.
     */
    final BitSet reaches = new BitSet();

    /** The parts with which a merge may have become possible since it was last tried. */
    final BitSet untried = new BitSet();

    Part(int id) {
        this.id = id;
    }

    int size() {
        return members.size();
    }
}
