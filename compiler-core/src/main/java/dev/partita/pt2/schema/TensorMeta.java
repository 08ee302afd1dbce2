package dev.partita.pt2.schema;

import dev.partita.tensor.DType;
import dev.partita.tensor.Shape;
import dev.partita.tensor.SymExpr;
import dev.partita.tensor.TensorSpec;
import java.util.Arrays;
import java.util.List;

/** What the exporter saw of one tensor. */
public record TensorMeta(DType dtype, List<SymInt> sizes, Strides strides, boolean requiresGrad, Device device) {

    public TensorMeta {
        sizes = List.copyOf(sizes);
    }

    public TensorSpec spec() {
        SymExpr[] extents = new SymExpr[sizes.size()];
        Arrays.setAll(extents, axis -> sizes.get(axis).expr());
        return new TensorSpec(dtype, new Shape(List.of(extents)));
    }

    /** Where the elements lie in the storage, counted in elements. */
    public record Strides(List<SymInt> steps, SymInt offset, Layout layout) {
        public Strides {
            steps = List.copyOf(steps);
        }
    }
}
