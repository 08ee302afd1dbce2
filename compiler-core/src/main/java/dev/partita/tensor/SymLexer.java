package dev.partita.tensor;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of an expression into numbers, names, quoted texts and operators. */
final class SymLexer {

    enum Kind {
        NUMBER,
        NAME,
        TEXT,
        OPERATOR,
        END
    }

    private static final Pattern TOKEN = Pattern.compile("\\s*+(?:"
            + "(?<number>[0-9]++(?:\\.[0-9]*+)?+(?:[eE][+-]?[0-9]++)?+)"
            + "|(?<name>[\\p{L}_][\\p{L}\\p{N}_.]*+)"
            + "|'(?<single>[^'\\\\]*+)'|\"(?<double>[^\"\\\\]*+)\""
            + "|(?<operator>\\*\\*|//|==|!=|<=|>=|[-+*/%<>=&|~(),])"
            + "|(?<end>\\z))");

    private final String text;
    private final Matcher matcher;
    private Kind kind = Kind.END;
    private String token = "";
    private int start;
    private int end;
    private int lastEnd;

    SymLexer(String text) {
        this.text = text;
        this.matcher = TOKEN.matcher(text);
        advance();
    }

    Kind kind() {
        return kind;
    }

    /** Where the current token starts. */
    int position() {
        return start;
    }

    /** Where the token taken last ends. */
    int end() {
        return lastEnd;
    }

    boolean atEnd() {
        return kind == Kind.END;
    }

    boolean accept(String wanted) {
        if ((kind == Kind.OPERATOR || kind == Kind.NAME) && token.equals(wanted)) {
            advance();
            return true;
        }
        return false;
    }

    void expect(String wanted) {
        if (!accept(wanted)) {
            throw unexpected();
        }
    }

    /** The current token's text; moves on. */
    String take() {
        if (kind == Kind.END) {
            throw unexpected();
        }
        String taken = token;
        advance();
        return taken;
    }

    String takeText() {
        if (kind != Kind.TEXT) {
            throw unexpected();
        }
        return take();
    }

    IllegalArgumentException unexpected() {
        return new IllegalArgumentException("expression '" + shortened() + "' has an unexpected "
                + (kind == Kind.END ? "end" : "'" + token + "' at character " + start));
    }

    private String shortened() {
        return text.length() <= 120 ? text : text.substring(0, 120) + "...";
    }

    private void advance() {
        lastEnd = end;
        matcher.region(end, text.length());
        if (!matcher.lookingAt()) {
            throw new IllegalArgumentException(
                    "expression '" + shortened() + "' has an unexpected character at " + end);
        }
        end = matcher.end();
        for (Kind candidate : Kind.values()) {
            String group = switch (candidate) {
                case NUMBER -> "number";
                case NAME -> "name";
                case TEXT -> matcher.start("single") >= 0 ? "single" : "double";
                case OPERATOR -> "operator";
                case END -> "end";
            };
            if (matcher.start(group) >= 0) {
                kind = candidate;
                token = matcher.group(group);
                start = matcher.start(group);
                return;
            }
        }
    }
}
