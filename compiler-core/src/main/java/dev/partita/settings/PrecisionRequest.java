package dev.partita.settings;

import dev.partita.tensor.DType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The wish that some nodes compute in a type of their own; a line of {@link PrecisionSettings#NODE_PRECISIONS}.
 *
 * @param pattern a node's name, an op, a module's dotted path or a regular expression, as {@code selector} says
 * @param dtype float32, float16 or bfloat16
 */
public record PrecisionRequest(Selector selector, String pattern, DType dtype) {

    /** By what nodes are chosen. */
    public enum Selector {
        NODE,
        /** As {@code torch.ops.aten.relu.default}; the first two words and the overload may be left out. */
        OP,
        /** The module itself and all within. */
        MODULE,
        /** Anywhere in {@code module path/node name}. */
        REGEX
    }

    private static final List<DType> TYPES = List.of(DType.FLOAT32, DType.FLOAT16, DType.BFLOAT16);

    /** Reads {@code op:torch.ops.aten.convolution.default=float16}; throws {@link SettingsException} with what is wrong. */
    public static PrecisionRequest parse(String text) {
        int colon = text.indexOf(':');
        int equals = text.lastIndexOf('=');
        if (colon < 0 || equals <= colon + 1) {
            throw refused(text, "it must read SELECTOR:PATTERN=TYPE");
        }
        String pattern = text.substring(colon + 1, equals).strip();
        DType dtype = ShortDTypes.parse(text.substring(equals + 1)).filter(TYPES::contains)
                .orElseThrow(() -> refused(text, "its type must be float32, float16 or bfloat16"));
        return switch (text.substring(0, colon).strip().toLowerCase(Locale.ROOT)) {
            case "node" -> new PrecisionRequest(Selector.NODE, pattern, dtype);
            case "op" -> new PrecisionRequest(Selector.OP, pattern, dtype);
            case "module" -> new PrecisionRequest(Selector.MODULE, pattern, dtype);
            case "regex" -> {
                try {
                    Pattern.compile(pattern);
                } catch (PatternSyntaxException e) {
                    throw refused(text, "its regular expression is wrong: " + e.getDescription());
                }
                yield new PrecisionRequest(Selector.REGEX, pattern, dtype);
            }
            default -> throw refused(text, "it must start with node:, op:, module: or regex:");
        };
    }

    /** All requests of the settings, in order. */
    public static List<PrecisionRequest> of(CompilationSettings settings) {
        return settings.get(PrecisionSettings.NODE_PRECISIONS).stream().map(PrecisionRequest::parse).toList();
    }

    /**
     * The type that the first fitting request asks for.
     *
     * @param op qualified, such as {@code torch.ops.aten.relu.default}
     * @param module dotted path of the innermost module; empty when unknown
     */
    public static Optional<DType> find(List<PrecisionRequest> requests, String node, String op, String module) {
        return requests.stream().filter(request -> request.fits(node, op, module)).map(PrecisionRequest::dtype).findFirst();
    }

    /** Whether it chooses this node. */
    public boolean fits(String node, String op, String module) {
        return switch (selector) {
            case NODE -> pattern.equals(node);
            case OP -> isOp(op, pattern) || isOp(op, "torch.ops." + pattern);
            case MODULE -> module.equals(pattern) || module.startsWith(pattern + ".");
            case REGEX -> Pattern.compile(pattern).matcher(module + "/" + node).find();
        };
    }

    private static boolean isOp(String op, String wanted) {
        return op.equals(wanted) || op.startsWith(wanted + ".");
    }

    private static SettingsException refused(String text, String why) {
        return new SettingsException("node_precisions: '" + text + "' is no request: " + why);
    }
}
