package dev.partita.ir;

/** The kinds of nodes; torch.fx's names in lower case. */
public enum NodeKind {
    PLACEHOLDER,
    GET_ATTR,
    CALL_FUNCTION,
    OUTPUT;

    public String fxName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
