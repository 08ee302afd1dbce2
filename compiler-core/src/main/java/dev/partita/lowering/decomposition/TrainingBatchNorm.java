package dev.partita.lowering.decomposition;

import dev.partita.ir.Arg;
import dev.partita.ir.schema.Call;

/** Batch normalization with the statistics of the batch, which also updates the running statistics. */
final class TrainingBatchNorm {

    private TrainingBatchNorm() {}

    static Arg expand(Call call, Tracer tracer) {
        throw new IllegalArgumentException("batch_norm in training mode is not supported; export the model in eval mode");
    }
}
