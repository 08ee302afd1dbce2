package dev.partita.ir;

import java.util.Locale;

/** From what a node does to the name that torch.fx wishes for it, before {@link NameSpace} makes it unique. */
public final class FxNames {

    private FxNames() {}

    /** The name while tracing: {@code aten.add.Tensor} becomes {@code add}, {@code aten.__and__.Tensor} {@code and}. */
    public static String ofPacket(OpName op) {
        String name = op.op();
        boolean magic = name.length() > 4 && name.startsWith("__") && name.endsWith("__");
        return snakeCase(magic ? name.substring(2, name.length() - 2) : name);
    }

    /** The name that a rewriting pass gets: {@code aten.sum.dim_IntList} becomes {@code sum_dim_int_list}. */
    public static String ofOverload(OpName op) {
        return snakeCase(op.overload().isEmpty() ? op.op() : op.op() + "_" + op.overload());
    }

    /** The name of a node that reads an attribute: {@code m.LayerNorm.weight} becomes {@code m_layer_norm_weight}. */
    public static String ofPath(String path) {
        return snakeCase(path);
    }

    private static String snakeCase(String text) {
        return hasCapitals(text) ? split(text) : text;
    }

    private static boolean hasCapitals(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 'z' || text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                return true;
            }
        }
        return false;
    }

    private static String split(String text) {
        StringBuilder name = new StringBuilder(text.length() + 4);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (i > 0 && c >= 'A' && c <= 'Z' && text.charAt(i - 1) >= 'a' && text.charAt(i - 1) <= 'z') {
                name.append('_');
            }
            name.append(c);
        }
        return name.toString().toLowerCase(Locale.ROOT);
    }
}
