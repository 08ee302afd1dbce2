package dev.partita.app.session;

import dev.partita.accuracy.ComparedValue;
import dev.partita.accuracy.Comparison;
import dev.partita.accuracy.Difference;
import dev.partita.accuracy.SegmentAccuracy;
import dev.partita.app.text.Texts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a comparison with Torch means, and where to look. */
final class AccuracyFindings {

    private AccuracyFindings() {}

    static List<Finding> of(SegmentAccuracy compared) {
        return List.of(compared.firstWrong().map(value -> wrong(compared, value))
                .or(() -> compared.firstGathered().map(value -> gathered(compared, value)))
                .orElseGet(() -> finding(Finding.Severity.INFO,
                        Texts.of("accuracy.good", compared.values().size()), tolerance(compared), Optional.empty())));
    }

    private static Finding wrong(SegmentAccuracy compared, ComparedValue value) {
        return finding(Finding.Severity.WARNING, Texts.of("accuracy.wrong", value.segment(), value.value()),
                words(value.own()) + "\n" + tolerance(compared), Optional.of(value.value()));
    }

    private static Finding gathered(SegmentAccuracy compared, ComparedValue value) {
        return finding(Finding.Severity.WARNING, Texts.of("accuracy.gathered", value.segment(), value.value()),
                words(value.whole()) + "\n" + tolerance(compared), Optional.of(value.value()));
    }

    private static Finding finding(Finding.Severity severity, String title, String details, Optional<String> node) {
        return new Finding(severity, Finding.Source.ACCURACY, title, details, node);
    }

    private static String words(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Mismatch(String why) -> why;
            case Comparison.Compared(Difference difference) -> Texts.of("accuracy.difference",
                    number(difference.lInf()), number(100 * difference.l0()), number(difference.cosine()));
        };
    }

    private static String tolerance(SegmentAccuracy compared) {
        return Texts.of("accuracy.tolerance", number(compared.tolerance().absolute()),
                number(compared.tolerance().relative()), compared.torchPlace());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
