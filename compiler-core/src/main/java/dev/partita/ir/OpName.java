package dev.partita.ir;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code call_function} node calls.
 *
 * <p>{@code namespace} is {@code aten}, {@code prims}, {@code tensorrt}, {@code higher_order}..., or {@code _operator},
 * {@code math}, {@code torch} for Python functions, which have no overload (empty string). A class and not a record
 * because every pass compares the name of every node: spellings and hash are made once.
 */
public final class OpName {

    private final String namespace;
    private final String op;
    private final String overload;
    private final String packet;
    private final String shortName;
    private final String qualified;
    private final int hash;

    public OpName(String namespace, String op, String overload) {
        this.namespace = namespace;
        this.op = op;
        this.overload = overload;
        this.packet = namespace + "." + op;
        this.shortName = overload.isEmpty() ? packet : packet + "." + overload;
        this.qualified = OpNames.isPython(namespace) ? shortName : OpNames.LIBRARIES + shortName;
        this.hash = shortName.hashCode();
    }

    /** {@code aten.add.Tensor}, {@code _operator.getitem}: the short form that this code base writes. */
    public static OpName of(String shortName) {
        return OpNames.parseShort(shortName);
    }

    /** {@code torch.ops.aten.add.Tensor}, {@code _operator.getitem}, {@code torch.sym_max}: as in files and settings. */
    public static OpName parse(String qualifiedName) {
        return OpNames.parseQualified(qualifiedName);
    }

    public String namespace() {
        return namespace;
    }

    public String op() {
        return op;
    }

    public String overload() {
        return overload;
    }

    /** {@code torch.ops.aten.add.Tensor}, {@code _operator.getitem}. */
    public String qualified() {
        return qualified;
    }

    /** {@code aten.add.Tensor}. */
    public String shortName() {
        return shortName;
    }

    /** {@code aten.add}: the name without the overload. */
    public String packet() {
        return packet;
    }

    public boolean isAten() {
        return namespace.equals("aten");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || (other instanceof OpName name && hash == name.hash && shortName.equals(name.shortName)
                        && overload.equals(name.overload) && namespace.equals(name.namespace));
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return shortName;
    }
}
