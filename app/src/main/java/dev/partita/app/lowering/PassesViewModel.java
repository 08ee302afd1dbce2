package dev.partita.app.lowering;

import dev.partita.app.session.Document;
import dev.partita.app.session.Plan;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The passes of the newest plan. */
public final class PassesViewModel {

    private final ObservableList<Plan.PassLine> passes = FXCollections.observableArrayList();

    public PassesViewModel(Document document) {
        document.planProperty().subscribe(plan -> passes.setAll(plan.passes()));
    }

    ObservableList<Plan.PassLine> passes() {
        return passes;
    }
}
