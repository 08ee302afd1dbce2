package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs the few pickle operations that {@code torch.save} uses, over a whitelist of names, as torch's own weights-only
 * loader does. Nothing is ever imported or called: names only select what {@link PickleGlobals} builds.
 *
 * <p>Loops, never recurses: a pickle may nest deeper than any stack.
 */
final class Unpickler {

    private static final int MAX_ITEMS = 2_000_000;

    private final ByteBuffer in;
    private final PickleGlobals globals;
    private List<Object> stack = new ArrayList<>();
    private final List<List<Object>> marked = new ArrayList<>();
    private final Map<Integer, Object> memo = new HashMap<>();

    /** @param pickle the whole stream, in memory */
    Unpickler(byte[] pickle, PickleGlobals globals) {
        this.in = ByteBuffer.wrap(pickle).order(ByteOrder.LITTLE_ENDIAN);
        this.globals = globals;
    }

    /** @throws IllegalArgumentException with the reason, when the stream asks for anything but data */
    PythonValue load() {
        try {
            while (true) {
                int operation = in.get() & 0xff;
                if (operation == '.') {
                    return new PickleFreezer().freeze(pop());
                }
                run(operation);
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("pickle ends in the middle", e);
        }
    }

    private void run(int operation) {
        switch (operation) {
            case 0x80 -> protocol();
            case '}' -> push(new PickleDict());
            case ']' -> push(new PickleItems(PickleItems.Kind.LIST, new ArrayList<>()));
            case 0x8f -> push(new PickleItems(PickleItems.Kind.SET, new ArrayList<>()));
            case ')' -> push(PickleItems.tuple(List.of()));
            case '(' -> {
                if (marked.size() > MAX_ITEMS) {
                    throw new IllegalArgumentException("pickle opens too many marks");
                }
                marked.add(stack);
                stack = new ArrayList<>();
            }
            case 't' -> push(PickleItems.tuple(popToMark()));
            case 0x85 -> push(PickleItems.tuple(pop(1)));
            case 0x86 -> push(PickleItems.tuple(pop(2)));
            case 0x87 -> push(PickleItems.tuple(pop(3)));
            case 'X' -> push(new PythonValue.Text(text(in.getInt())));
            case 'U' -> push(new PythonValue.Text(text(in.get() & 0xff)));
            case 'J' -> push(new PythonValue.Int(in.getInt()));
            case 'K' -> push(new PythonValue.Int(in.get() & 0xff));
            case 'M' -> push(new PythonValue.Int(in.getShort() & 0xffff));
            case 0x8a -> push(new PythonValue.Int(wide(in.get() & 0xff)));
            case 'G' -> push(new PythonValue.Real(Double.longBitsToDouble(Long.reverseBytes(in.getLong()))));
            case 0x88 -> push(new PythonValue.Bool(true));
            case 0x89 -> push(new PythonValue.Bool(false));
            case 'N' -> push(new PythonValue.None());
            case 'c' -> push(globals.named(line() + "." + line()));
            case 'R', 0x81 -> reduce();
            case 'b' -> build();
            case 'Q' -> push(globals.storage(expect(PickleItems.class, pop())));
            case 'q' -> memo.put(in.get() & 0xff, top());
            case 'r' -> memorize(in.getInt());
            case 'h' -> recall(in.get() & 0xff);
            case 'j' -> recall(in.getInt());
            case 'a' -> {
                Object item = pop();
                expect(PickleItems.class, top()).add(item);
            }
            case 'e', 0x90 -> {
                List<Object> items = popToMark();
                PickleItems target = expect(PickleItems.class, top());
                items.forEach(target::add);
            }
            case 's' -> {
                Object value = pop();
                Object key = pop();
                expect(PickleDict.class, top()).put(key, value);
            }
            case 'u' -> setItems();
            default -> throw new IllegalArgumentException(
                    "pickle uses operation 0x" + Integer.toHexString(operation) + ", which plain data never needs");
        }
    }

    private void protocol() {
        int version = in.get() & 0xff;
        if (version < 2 || version > 5) {
            throw new IllegalArgumentException("pickle protocol " + version + " is not supported");
        }
    }

    private void reduce() {
        PickleItems arguments = expect(PickleItems.class, pop());
        push(globals.call(expect(PickleGlobals.Global.class, pop()), arguments.items()));
    }

    /** The state of an engine; or the metadata attribute of state dictionaries, which nothing needs. */
    private void build() {
        Object state = pop();
        // Only once for each object: a list that received itself again and again would grow without bound.
        if (top() instanceof PickleItems object && object.items().isEmpty() && state instanceof PickleItems items) {
            List.copyOf(items.items()).forEach(object::add);
        } else {
            expect(PickleDict.class, top());
        }
    }

    private void setItems() {
        List<Object> items = popToMark();
        PickleDict target = expect(PickleDict.class, top());
        if (items.size() % 2 != 0) {
            throw new IllegalArgumentException("pickle sets a key without a value");
        }
        for (int i = 0; i < items.size(); i += 2) {
            target.put(items.get(i), items.get(i + 1));
        }
    }

    private void memorize(int index) {
        if (index < 0 || memo.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("pickle remembers too much");
        }
        memo.put(index, top());
    }

    private void recall(int index) {
        Object value = memo.get(index);
        if (value == null) {
            throw new IllegalArgumentException("pickle recalls entry " + index + ", which it never stored");
        }
        push(value);
    }

    private void push(Object value) {
        if (stack.size() > MAX_ITEMS) {
            throw new IllegalArgumentException("pickle holds more than " + MAX_ITEMS + " items");
        }
        stack.add(value);
    }

    private Object top() {
        if (stack.isEmpty()) {
            throw new IllegalArgumentException("pickle takes from an empty stack");
        }
        return stack.getLast();
    }

    private Object pop() {
        Object top = top();
        stack.removeLast();
        return top;
    }

    private List<Object> pop(int count) {
        List<Object> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            items.addFirst(pop());
        }
        return items;
    }

    private List<Object> popToMark() {
        if (marked.isEmpty()) {
            throw new IllegalArgumentException("pickle closes a mark that it never opened");
        }
        List<Object> items = stack;
        stack = marked.removeLast();
        return items;
    }

    private static <T> T expect(Class<T> type, Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("pickle applies an operation to " + value.getClass().getSimpleName()
                    + " where " + type.getSimpleName() + " is needed");
        }
        return type.cast(value);
    }

    private String text(int length) {
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("pickle claims a text of " + Integer.toUnsignedLong(length) + " bytes");
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, UTF_8);
    }

    private String line() {
        int start = in.position();
        while (in.get() != '\n') {
            if (in.position() - start > 500) {
                throw new IllegalArgumentException("pickle names something with more than 500 characters");
            }
        }
        byte[] bytes = new byte[in.position() - start - 1];
        in.get(start, bytes);
        return new String(bytes, ISO_8859_1);
    }

    private long wide(int length) {
        if (length > 8) {
            throw new IllegalArgumentException("pickle holds an integer of " + length + " bytes");
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            value |= (long) (in.get() & 0xff) << (8 * i);
        }
        int unused = 64 - 8 * length;
        return length == 0 ? 0 : value << unused >> unused;
    }
}
