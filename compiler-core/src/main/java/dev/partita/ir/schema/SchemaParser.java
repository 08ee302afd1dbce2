package dev.partita.ir.schema;

import dev.partita.ir.Arg;
import dev.partita.ir.OpName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one line such as {@code aten.add.Tensor(Tensor self, Tensor other, *, Scalar alpha=1) -> Tensor # pointwise}. */
final class SchemaParser {

    /** By torch's number. */
    private static final List<String> MEMORY_FORMATS =
            List.of("contiguous_format", "preserve_format", "channels_last", "channels_last_3d");

    private SchemaParser() {}

    static OpSchema parse(String line) {
        int open = line.indexOf('(');
        int arrow = line.lastIndexOf(" -> ");
        int close = line.lastIndexOf(')', arrow);
        int flagStart = line.indexOf(" # ");
        String results = line.substring(arrow + 4, flagStart < 0 ? line.length() : flagStart);
        List<OpSchema.Parameter> parameters = new ArrayList<>();
        boolean keywordOnly = false;
        for (String text : splitAtCommas(line.substring(open + 1, close))) {
            if (text.equals("*")) {
                keywordOnly = true;
            } else {
                parameters.add(parameter(text, keywordOnly));
            }
        }
        EnumSet<OpSchema.Flag> flags = EnumSet.noneOf(OpSchema.Flag.class);
        if (flagStart >= 0) {
            for (String flag : line.substring(flagStart + 3).split(" ", -1)) {
                flags.add(OpSchema.Flag.valueOf(flag.toUpperCase(Locale.ROOT)));
            }
        }
        return new OpSchema(OpName.of(line.substring(0, open)), parameters, results(results), flags);
    }

    private static OpSchema.Parameter parameter(String text, boolean keywordOnly) {
        int equals = text.indexOf('=');
        String declaration = equals < 0 ? text : text.substring(0, equals);
        int space = declaration.lastIndexOf(' ');
        ParameterType type = ParameterType.parse(declaration.substring(0, space));
        Optional<Arg> value = equals < 0 ? Optional.empty() : Optional.of(literal(text.substring(equals + 1), type));
        return new OpSchema.Parameter(declaration.substring(space + 1), type, value, keywordOnly);
    }

    private static Arg literal(String text, ParameterType type) {
        if (text.equals("None")) {
            return Arg.NONE;
        }
        if (text.startsWith("[")) {
            List<Arg> items = new ArrayList<>();
            for (String item : splitAtCommas(text.substring(1, text.length() - 1))) {
                items.add(literal(item, new ParameterType(type.base(), false, 0, false, false, false)));
            }
            return Arg.list(items);
        }
        if (text.startsWith("\"")) {
            return Arg.of(text.substring(1, text.length() - 1));
        }
        if (text.equals("True") || text.equals("False")) {
            return Arg.of(text.equals("True"));
        }
        if (type.base().equals("MemoryFormat")) {
            return new Arg.MemoryFormat(MEMORY_FORMATS.get(Integer.parseInt(text)));
        }
        boolean integer = text.matches("-?[0-9]+");
        Arg number = integer && !type.base().equals("float") ? Arg.of(Long.parseLong(text)) : real(text);
        return type.list() && type.length() > 0 && integer
                ? Arg.list(Collections.nCopies(type.length(), number))
                : number;
    }

    private static Arg real(String text) {
        try {
            return Arg.of(Double.parseDouble(text));
        } catch (NumberFormatException notANumber) {
            return Arg.of(text);
        }
    }

    private static List<String> results(String text) {
        if (text.startsWith("(") && text.endsWith(")")) {
            return splitAtCommas(text.substring(1, text.length() - 1));
        }
        return List.of(text);
    }

    private static List<String> splitAtCommas(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '(' || c == '[') {
                depth++;
            } else if (c == ')' || c == ']') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        if (!text.isBlank()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }
}
