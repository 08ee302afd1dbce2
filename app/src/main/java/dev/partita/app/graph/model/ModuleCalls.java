package dev.partita.app.graph.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Tells the calls of a module apart. A module that is called twice, such as an activation that a block shares, is drawn
 * twice: one group for both calls would feed what lies between them and read from it again. Calls split where a value
 * leaves the module and comes back.
 */
final class ModuleCalls {

    /** A search for a way back that has seen this many boxes is taken for successful. */
    private static final int MOST_VISITED = 4_000;

    private final int[][] inputs;
    /** Scratch: which call a box belongs to, and which search has seen it. */
    private final int[] callOf;
    private final int[] seen;
    private int searches;

    /** The boxes of one call, ascending; the empty path stands for those outside of further modules. */
    record Call(String path, List<Integer> boxes) {}

    ModuleCalls(int boxes, List<Wire> wires) {
        int[] degree = new int[boxes];
        wires.forEach(wire -> degree[wire.to()]++);
        inputs = new int[boxes][];
        Arrays.setAll(inputs, box -> new int[degree[box]]);
        wires.forEach(wire -> inputs[wire.to()][--degree[wire.to()]] = wire.from());
        callOf = new int[boxes];
        seen = new int[boxes];
    }

    /** Groups ascending boxes by path, and splits a path's boxes into calls. */
    List<Call> split(List<Integer> boxes, IntFunction<String> pathOf) {
        List<Call> calls = new ArrayList<>();
        Map<String, Integer> current = new HashMap<>();
        int start = 0;
        while (start < boxes.size()) {
            String path = pathOf.apply(boxes.get(start));
            int end = start + 1;
            while (end < boxes.size() && pathOf.apply(boxes.get(end)).equals(path)) {
                end++;
            }
            List<Integer> run = boxes.subList(start, end);
            int known = current.getOrDefault(path, -1);
            if (known < 0 || !path.isEmpty() && comesBack(calls.get(known), known, run)) {
                known = calls.size();
                calls.add(new Call(path, new ArrayList<>()));
                current.put(path, known);
            }
            for (int box : run) {
                calls.get(known).boxes().add(box);
                callOf[box] = known;
            }
            start = end;
        }
        return calls;
    }

    /** True when a box of {@code run} depends on {@code call} by way of a box that belongs to neither. */
    private boolean comesBack(Call call, int number, List<Integer> run) {
        searches++;
        int first = call.boxes().getFirst();
        int runFirst = run.getFirst();
        int runLast = run.getLast();
        Deque<Integer> open = new ArrayDeque<>();
        for (int box : run) {
            for (int input : inputs[box]) {
                visit(input, first, open, input >= runFirst && input <= runLast || belongs(call, number, input));
            }
        }
        int visited = 0;
        while (!open.isEmpty()) {
            int box = open.pop();
            if (visited++ > MOST_VISITED) {
                return true;
            }
            for (int input : inputs[box]) {
                if (belongs(call, number, input)) {
                    return true;
                }
                visit(input, first, open, false);
            }
        }
        return false;
    }

    private void visit(int box, int first, Deque<Integer> open, boolean skip) {
        if (!skip && box > first && seen[box] != searches) {
            seen[box] = searches;
            open.push(box);
        }
    }

    private boolean belongs(Call call, int number, int box) {
        return callOf[box] == number && box >= call.boxes().getFirst() && box <= call.boxes().getLast()
                && java.util.Collections.binarySearch(call.boxes(), box) >= 0;
    }
}
