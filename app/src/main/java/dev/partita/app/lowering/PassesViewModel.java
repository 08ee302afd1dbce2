package dev.partita.app.lowering;

import dev.partita.app.session.Document;
import dev.partita.lowering.PassReport;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The passes of the newest plan. */
public final class PassesViewModel {

    private final ObservableList<PassReport> passes = FXCollections.observableArrayList();

    public PassesViewModel(Document document) {
        document.planProperty().subscribe(plan -> passes.setAll(plan.lowered().passes()));
    }

    ObservableList<PassReport> passes() {
        return passes;
    }
}
