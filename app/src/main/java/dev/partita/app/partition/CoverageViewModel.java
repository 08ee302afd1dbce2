package dev.partita.app.partition;

import dev.partita.app.session.Counts;
import dev.partita.app.session.Document;
import dev.partita.compile.Plan;
import dev.partita.app.text.Texts;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;

/** The partition in one line. */
public final class CoverageViewModel {

    private final Document document;

    public CoverageViewModel(Document document) {
        this.document = document;
    }

    ReadOnlyObjectProperty<Plan> planProperty() {
        return document.planProperty();
    }

    ReadOnlyBooleanProperty staleProperty() {
        return document.staleProperty();
    }

    static String words(Plan plan) {
        return Texts.of("coverage.words",
                Texts.percent(Counts.trtOps(plan), Counts.allOps(plan)), Counts.trtOps(plan), Counts.allOps(plan));
    }

    static String segments(Plan plan) {
        return Texts.of("coverage.segments",
                plan.partitioning().engines().size(), plan.partitioning().torchSegments());
    }
}
