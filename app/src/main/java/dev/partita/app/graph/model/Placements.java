package dev.partita.app.graph.model;

import dev.partita.app.graph.model.Placement.Backend;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where each box of a model runs, by the box's number. */
public final class Placements {

    private final List<Placement> byBox;

    public Placements(List<Placement> byBox) {
        this.byBox = List.copyOf(byBox);
    }

    /** Before a partition is known. */
    public static Placements none(GraphModel model) {
        return new Placements(Collections.nCopies(model.boxes().size(), Placement.NONE));
    }

    public Placement of(int box) {
        return byBox.get(box);
    }

    /** How many segments of a backend there are. */
    public int segments(Backend backend) {
        Set<String> names = new LinkedHashSet<>();
        for (Placement placement : byBox) {
            if (placement.backend() == backend) {
                names.add(placement.segment());
            }
        }
        return names.size();
    }

    /** How many boxes run where. */
    public Map<Backend, Integer> counts() {
        Map<Backend, Integer> counts = new LinkedHashMap<>();
        for (Backend backend : Backend.values()) {
            counts.put(backend, 0);
        }
        byBox.forEach(placement -> counts.merge(placement.backend(), 1, Integer::sum));
        return counts;
    }
}
