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
        Optional<ComparedValue> wrong = compared.firstWrong().or(compared::firstGathered);
        String error = wrong.map(value -> words(value.own().agrees() ? value.whole() : value.own()) + "\n").orElse("");
        return List.of(new Finding(
                wrong.isPresent() ? Finding.Severity.WARNING : Finding.Severity.INFO, Finding.Source.ACCURACY,
                compared.conclusion(), error + tolerance(compared), wrong.map(ComparedValue::value)));
    }

    private static String words(Comparison comparison) {
        return switch (comparison) {
            case Comparison.Mismatch(String why) -> why;
            case Comparison.Compared(Difference difference) -> Texts.of("accuracy.difference",
                    number(difference.lInf()), number(100 * difference.l0()), number(difference.cosine()));
        };
    }

    private static String tolerance(SegmentAccuracy compared) {
        return Texts.of("accuracy.tolerance", compared.tolerance(), compared.torchPlace());
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3g", value);
    }
}
