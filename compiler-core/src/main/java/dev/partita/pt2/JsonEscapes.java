package dev.partita.pt2;

/** What the escape sequences of JSON stand for. */
final class JsonEscapes {

    private JsonEscapes() {}

    /** @param raw a string as it stands between its quotes */
    static String resolve(String raw) {
        StringBuilder text = new StringBuilder(raw.length());
        int copied = 0;
        for (int at = raw.indexOf('\\'); at >= 0; at = raw.indexOf('\\', copied)) {
            text.append(raw, copied, at);
            char kind = raw.charAt(at + 1);
            copied = at + 2;
            switch (kind) {
                case '"', '\\', '/' -> text.append(kind);
                case 'b' -> text.append('\b');
                case 'f' -> text.append('\f');
                case 'n' -> text.append('\n');
                case 'r' -> text.append('\r');
                case 't' -> text.append('\t');
                case 'u' -> {
                    text.append(codeUnit(raw, copied));
                    copied += 4;
                }
                default -> throw new JsonText.Malformed("unknown escape sequence in a string");
            }
        }
        return text.append(raw, copied, raw.length()).toString();
    }

    private static char codeUnit(String raw, int start) {
        int unit = 0;
        for (int i = start; i < start + 4; i++) {
            int digit = i < raw.length() ? Character.digit(raw.charAt(i), 16) : -1;
            if (digit < 0) {
                throw new JsonText.Malformed("\\u without four hexadecimal digits in a string");
            }
            unit = 16 * unit + digit;
        }
        return (char) unit;
    }
}
