package dev.partita.app.session;

import dev.partita.app.text.Texts;
import dev.partita.convert.Reason;
import dev.partita.convert.Remedy;
import dev.partita.partition.TorchReason;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.PartitionSettings;
import java.util.List;

/** Edits that may bring a node from Torch into TensorRT; whether they do is found out by planning with them. */
public final class Remedies {

    private Remedies() {}

    public static List<Remedy> of(TorchReason why, CompilationSettings settings) {
        return switch (why) {
            case TorchReason.BlockTooSmall small -> List.of(minBlockSize(settings, small.countedOps()));
            case TorchReason.GraphLeftWhole whole ->
                whole.supportedOps() == 0 ? List.of() : List.of(minBlockSize(settings, whole.supportedOps()));
            case TorchReason.ForcedByDependency _ -> List.of();
            case TorchReason.Unsupported(Reason reason) -> of(reason, settings);
        };
    }

    private static List<Remedy> of(Reason reason, CompilationSettings settings) {
        return switch (reason) {
            case Reason.ExcludedByUser(var exclusion) -> List.of(new Remedy(
                    Texts.of("remedy.include", exclusion.entry().replaceFirst("^torch\\.ops\\.", "")),
                    Exclusions.set(settings, exclusion.setting(), exclusion.entry(), false)));
            case Reason.DynamicShapeUnsupported _ -> List.of(new Remedy(
                    Texts.of("remedy.dynamic"),
                    settings.with(PartitionSettings.ASSUME_DYNAMIC_SHAPE_SUPPORT, true)));
            case Reason.DataDependent _ -> List.of(new Remedy(
                    Texts.of("remedy.datadependent"),
                    settings.with(PartitionSettings.FALLBACK_DATA_DEPENDENT_OPS, false)));
            case Reason.ProducerInTorch producer -> of(producer.because(), settings);
            case Reason.NoConverter _, Reason.ValidatorRejected _, Reason.ComplexDtype _ -> List.of();
        };
    }

    private static Remedy minBlockSize(CompilationSettings settings, long size) {
        return new Remedy(
                Texts.of("remedy.blocksize", size), settings.with(CoreSettings.MIN_BLOCK_SIZE, Math.max(1, size)));
    }
}
