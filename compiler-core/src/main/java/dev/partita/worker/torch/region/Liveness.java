package dev.partita.worker.torch.region;

import dev.partita.ir.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds the last reader of each slot, so that a tensor's memory is free as soon as nobody needs it. */
final class Liveness {

    private Liveness() {}

    /** @param kept slots that keep their values: weights, which cost nothing to hold */
    static List<ScheduledStep> schedule(
            List<Node> nodes, List<Step> steps, List<Operand> results, Set<Integer> kept) {
        Set<Integer> pinned = new HashSet<>(kept);
        results.forEach(result -> result.forEachSlot(pinned::add));
        Map<Integer, Integer> lastUse = new HashMap<>();
        for (int i = 0; i < steps.size(); i++) {
            int index = i;
            Step step = steps.get(i);
            // A result that nobody reads dies at once.
            for (int slot = step.results().first(); slot < step.results().first() + step.results().count(); slot++) {
                lastUse.put(slot, index);
            }
            step.operands().forEach(operand -> operand.forEachSlot(slot -> lastUse.put(slot, index)));
        }
        Map<Integer, Set<Integer>> releasedAt = new HashMap<>();
        lastUse.forEach((slot, index) -> {
            if (!pinned.contains(slot)) {
                releasedAt.computeIfAbsent(index, at -> new TreeSet<>()).add(slot);
            }
        });
        List<ScheduledStep> schedule = new ArrayList<>(steps.size());
        for (int i = 0; i < steps.size(); i++) {
            schedule.add(new ScheduledStep(nodes.get(i), steps.get(i), releasedAt.getOrDefault(i, Set.of())));
        }
        return schedule;
    }
}
