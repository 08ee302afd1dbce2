package dev.partita.lowering.decomposition;

import dev.partita.ir.OpName;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which operators are expanded, and how. Families register themselves in {@link #standard}. */
public final class DecompositionTable {

    /**
     * One row.
     *
     * @param composite whether torch itself implements the operator by others, before functionalization
     */
    record Entry(Decomposition decomposition, boolean composite) {}

    private final Map<OpName, Entry> entries = new HashMap<>();

    private DecompositionTable() {}

    /**
     * Torch-TensorRT's default table.
     *
     * @param decomposeAttention whether scaled dot product attention is expanded into matmul and softmax
     */
    public static DecompositionTable standard(boolean decomposeAttention) {
        DecompositionTable table = new DecompositionTable();
        ConvolutionDecompositions.register(table);
        ViewDecompositions.register(table);
        ElementwiseDecompositions.register(table);
        ActivationDecompositions.register(table);
        CopyDecompositions.register(table);
        CreationDecompositions.register(table);
        SpacingDecompositions.register(table);
        SelectionDecompositions.register(table);
        NormalizationDecompositions.register(table);
        TrainingBatchNorm.register(table);
        PoolingDecompositions.register(table);
        ReshapingDecompositions.register(table);
        AxisDecompositions.register(table);
        SplittingDecompositions.register(table);
        JoiningDecompositions.register(table);
        TensorSplitDecomposition.register(table);
        VarianceDecompositions.register(table);
        VectorNormDecompositions.register(table);
        ReductionDecompositions.register(table);
        EinsumDecomposition.register(table);
        RecurrentDecompositions.register(table);
        SamplingDecompositions.register(table);
        ArithmeticDecompositions.register(table);
        TensorProductDecompositions.register(table);
        ScatterDecompositions.register(table);
        LossDecompositions.register(table);
        ClassificationLosses.register(table);
        CrossEntropyDecompositions.register(table);
        QuantileDecompositions.register(table);
        DiagonalDecompositions.register(table);
        FourierDecompositions.register(table);
        MatrixDecompositions.register(table);
        MatrixProductDecompositions.register(table);
        MatrixNormDecompositions.register(table);
        MatrixRankDecompositions.register(table);
        FactorizationDecompositions.register(table);
        IntegrationDecompositions.register(table);
        GradientDecompositions.register(table);
        AliasDecompositions.register(table);
        ComplexNumberDecompositions.register(table);
        UpsamplingDecompositions.register(table);
        PatchDecompositions.register(table);
        SpecialFunctionDecompositions.register(table);
        if (decomposeAttention) {
            AttentionDecompositions.register(table);
        }
        return table;
    }

    /** The same with Torch-TensorRT's mistakes and without what it lacks, for programs that are only to be compared with it. */
    public DecompositionTable matchingTorchTensorRt() {
        DecompositionTable table = copy();
        ScatterDecompositions.matchTorchTensorRt(table);
        AttentionDecompositions.matchTorchTensorRt(table);
        VarianceDecompositions.matchTorchTensorRt(table);
        return table;
    }

    /** The same with all core ATen decompositions of torch instead of Torch-TensorRT's selection. */
    public DecompositionTable withCoreDecompositions() {
        DecompositionTable table = copy();
        CoreDecompositions.register(table);
        CoreAttention.register(table);
        return table;
    }

    private DecompositionTable copy() {
        DecompositionTable table = new DecompositionTable();
        table.entries.putAll(entries);
        return table;
    }

    public void composite(String op, Decomposition decomposition) {
        put(op, new Entry(decomposition, true));
    }

    public void decompose(String op, Decomposition decomposition) {
        put(op, new Entry(decomposition, false));
    }

    /** Like {@link #decompose}, in place of what the table had for the operator. */
    void replace(String op, Decomposition decomposition) {
        entries.put(OpName.of(op), new Entry(decomposition, false));
    }

    void remove(String op) {
        entries.remove(OpName.of(op));
    }

    private void put(String op, Entry entry) {
        if (entries.putIfAbsent(OpName.of(op), entry) != null) {
            throw new IllegalStateException("two decompositions for " + op);
        }
    }

    Optional<Entry> find(OpName op) {
        return Optional.ofNullable(entries.get(op));
    }

    public boolean expands(OpName op) {
        return entries.containsKey(op);
    }
}
