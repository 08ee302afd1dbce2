package dev.partita.workerclient;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The end of a worker's stderr: what it said last matters when it dies. */
final class LastLines {

    private static final int KEPT = 60;

    private final Deque<String> lines = new ArrayDeque<>();

    void readAll(BufferedReader stderr) {
        try (stderr) {
            for (String line = stderr.readLine(); line != null; line = stderr.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(stderr broke off: " + e.getMessage() + ")");
        }
    }

    private synchronized void add(String line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
