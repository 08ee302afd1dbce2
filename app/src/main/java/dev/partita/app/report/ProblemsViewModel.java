package dev.partita.app.report;

import dev.partita.app.dialog.Dialogs;
import dev.partita.app.session.Document;
import dev.partita.app.session.Finding;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.collections.ObservableList;

/** The findings of the open document. */
public final class ProblemsViewModel {

    private final Document document;
    private final Dialogs dialogs;

    public ProblemsViewModel(Document document, Dialogs dialogs) {
        this.document = document;
        this.dialogs = dialogs;
    }

    ObservableList<Finding> findings() {
        return document.findings();
    }

    /** For the tab's badge: empty when all is well. */
    public StringBinding countWords() {
        return Bindings.createStringBinding(
                () -> findings().isEmpty() ? "" : String.valueOf(findings().size()), findings());
    }

    void open(Finding finding) {
        finding.node().ifPresent(document::select);
    }

    void copy(Finding finding) {
        dialogs.copyToClipboard(finding.title() + System.lineSeparator() + finding.details());
    }
}
