package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Says in words where an offset of a JSON text lies. Found by reading the text again from its start when something is
 * wrong, so that reading itself keeps no track.
 */
final class JsonPlace {

    /** An object or list around the place: the name of the field, or the number of the element, that is being read. */
    private static final class Level {
        private final boolean list;
        private String name = "";
        private int index;

        Level(boolean list) {
            this.list = list;
        }

        String step() {
            return list ? String.valueOf(index) : name;
        }
    }

    private final byte[] text;
    private final Deque<Level> levels = new ArrayDeque<>();

    private JsonPlace(byte[] text) {
        this.text = text;
    }

    /** Fields and positions from the root to the offset, such as {@code /graph/nodes/3}; empty at the root. */
    static String path(byte[] text, int offset) {
        JsonPlace place = new JsonPlace(text);
        place.walk(offset);
        if (text[offset] == '}' || text[offset] == ']') {
            // Meant is what ends here, not its last part.
            place.levels.poll();
        }
        List<String> steps = new ArrayList<>();
        place.levels.descendingIterator().forEachRemaining(level -> steps.add("/" + level.step()));
        return String.join("", steps);
    }

    static String position(byte[] text, int offset) {
        int line = 1;
        int start = 0;
        for (int at = 0; at < offset; at++) {
            if (text[at] == '\n') {
                line++;
                start = at + 1;
            }
        }
        return "line " + line + ", column " + (offset - start + 1);
    }

    private void walk(int offset) {
        for (int at = 0; at < offset; at++) {
            switch (text[at]) {
                case '{' -> levels.push(new Level(false));
                case '[' -> levels.push(new Level(true));
                case '}', ']' -> levels.poll();
                case ',' -> {
                    Level level = levels.peek();
                    if (level != null) {
                        level.index++;
                    }
                }
                case '"' -> at = string(at);
                default -> { }
            }
        }
    }

    /** Gives back where the string ends; the name of a field is kept. */
    private int string(int start) {
        int end = start + 1;
        while (end < text.length - 1 && text[end] != '"') {
            end += text[end] == '\\' ? 2 : 1;
        }
        Level level = levels.peek();
        if (level != null && !level.list && isName(end + 1)) {
            level.name = new String(text, start + 1, Math.max(0, end - start - 1), UTF_8);
        }
        return end;
    }

    private boolean isName(int behind) {
        int at = behind;
        while (at < text.length && text[at] <= ' ' && text[at] > 0) {
            at++;
        }
        return at < text.length && text[at] == ':';
    }
}
