package dev.partita.partition;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The parts that lie downstream of a node, by place. Neighbours along a path mostly share one object. */
final class Downstream {

    static final Downstream NOTHING = new Downstream(new BitSet(), new BitSet());

    /** Parts with a member that directly or indirectly reads the node. */
    final BitSet parts;

    /** Further parts that {@link Part#reaches} of those names: reached if each part is one step. */
    final BitSet beyond;

    /** The last extension, which the next node is likely to need again. */
    private @Nullable Downstream extended;

    private int extension = -1;

    Downstream(BitSet parts, BitSet beyond) {
        this.parts = parts;
        this.beyond = beyond;
    }

    boolean meets(Part part) {
        return parts.get(part.place) || beyond.get(part.place);
    }

    boolean includes(Downstream other) {
        if (this == other) {
            return true;
        }
        BitSet missing = (BitSet) other.parts.clone();
        missing.andNot(parts);
        return missing.isEmpty();
    }

    void addTo(BitSet places) {
        places.or(parts);
        places.or(beyond);
    }

    /** The extension by the part at {@code place}, if it is the last one made. */
    @Nullable Downstream extendedBy(int place) {
        return extension == place ? extended : null;
    }

    void remember(int place, Downstream longer) {
        extension = place;
        extended = longer;
    }
}
