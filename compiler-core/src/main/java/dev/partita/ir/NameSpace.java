package dev.partita.ir;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Hands out unique node names by torch.fx's rule: {@code add}, {@code add_1}, {@code add_2}... A name stays used after
 * its node is gone, as in torch.fx.
 */
public final class NameSpace {

    private final Set<String> used;
    private final Map<String, Numbering> numberings = new HashMap<>();

    /** The names {@code base}, {@code base_1}, {@code base_2}... */
    private static final class Numbering {

        private final String prefix;
        private int last;

        /** Whether the base was wished for as it is: then nothing about it needs to be looked at again. */
        private boolean isWish;

        Numbering(String base) {
            this.prefix = base.concat("_");
        }

        String next() {
            return prefix.concat(Integer.toString(++last));
        }
    }

    public NameSpace() {
        this(16);
    }

    /** @param expectedNames about how many will be given out */
    NameSpace(int expectedNames) {
        this.used = HashSet.newHashSet(expectedNames);
    }

    /** A name made from {@code wish} that this name space has not given out before. */
    public String create(String wish) {
        Numbering known = numberings.get(wish);
        return known != null && known.isWish ? unused(known.next(), known) : createNew(wish);
    }

    private String createNew(String wish) {
        String candidate = identifier(wish);
        int suffixStart = suffixStart(candidate);
        if (suffixStart < 0 && !PythonNames.RESERVED.contains(candidate) && used.add(candidate)) {
            return candidate;
        }
        String base = suffixStart < 0 ? candidate : candidate.substring(0, suffixStart);
        Numbering numbering = numberings.computeIfAbsent(base, Numbering::new);
        numbering.isWish |= base.equals(wish);
        if (suffixStart >= 0 && !used.contains(candidate)) {
            numbering.last = Integer.parseInt(candidate.substring(suffixStart + 1));
        } else if (PythonNames.RESERVED.contains(candidate)) {
            candidate = numbering.next();
        }
        return unused(candidate, numbering);
    }

    private String unused(String wish, Numbering numbering) {
        String candidate = wish;
        while (!used.add(candidate)) {
            candidate = numbering.next();
        }
        return candidate;
    }

    /** Takes {@code name} as it is; later wishes for it are numbered. */
    public void reserve(String name) {
        if (!used.add(name)) {
            throw new IllegalArgumentException("the name '" + name + "' is taken");
        }
    }

    private static String identifier(String wish) {
        return isIdentifier(wish) ? wish : cleaned(wish);
    }

    private static boolean isIdentifier(String wish) {
        for (int i = 0; i < wish.length(); i++) {
            if (!isLegal(wish.charAt(i))) {
                return false;
            }
        }
        return !wish.isEmpty() && !Character.isDigit(wish.charAt(0));
    }

    private static boolean isLegal(char c) {
        return c >= 'a' && c <= 'z' || c == '_' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z';
    }

    private static String cleaned(String wish) {
        StringBuilder clean = new StringBuilder(wish.length());
        boolean replaced = false;
        for (int i = 0; i < wish.length(); i++) {
            char c = wish.charAt(i);
            boolean legal = isLegal(c);
            if (legal || !replaced) {
                clean.append(legal ? c : '_');
            }
            replaced = !legal;
        }
        if (clean.isEmpty()) {
            return "_unnamed";
        }
        return Character.isDigit(clean.charAt(0)) ? "_" + clean : clean.toString();
    }

    /** Index of the underscore of a numeric suffix as in {@code add_12}, or -1. */
    private static int suffixStart(String name) {
        int underscore = name.lastIndexOf('_');
        int digits = name.length() - underscore - 1;
        if (underscore <= 0 || digits == 0 || digits > 9) {
            return -1;
        }
        for (int i = underscore + 1; i < name.length(); i++) {
            if (!Character.isDigit(name.charAt(i))) {
                return -1;
            }
        }
        return underscore;
    }
}
