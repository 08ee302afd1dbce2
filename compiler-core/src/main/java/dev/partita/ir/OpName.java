package dev.partita.ir;

/**
 * What a {@code call_function} node calls.
 *
 * <p>{@code namespace} is {@code aten}, {@code prims}, {@code tensorrt}, {@code higher_order}..., or {@code _operator},
 * {@code math}, {@code torch} for Python functions, which have no overload (empty string).
 */
public record OpName(String namespace, String op, String overload) {

    /** {@code aten.add.Tensor}, {@code _operator.getitem}: the short form that this code base writes. */
    public static OpName of(String shortName) {
        return OpNames.parseShort(shortName);
    }

    /** {@code torch.ops.aten.add.Tensor}, {@code _operator.getitem}, {@code torch.sym_max}: as in files and settings. */
    public static OpName parse(String qualifiedName) {
        return OpNames.parseQualified(qualifiedName);
    }

    /** {@code torch.ops.aten.add.Tensor}, {@code _operator.getitem}. */
    public String qualified() {
        return OpNames.qualified(this);
    }

    /** {@code aten.add.Tensor}. */
    public String shortName() {
        return overload.isEmpty() ? namespace + "." + op : namespace + "." + op + "." + overload;
    }

    /** {@code aten.add}: the name without the overload. */
    public String packet() {
        return namespace + "." + op;
    }

    public boolean isAten() {
        return namespace.equals("aten");
    }

    @Override
    public String toString() {
        return shortName();
    }
}
