package dev.partita.app.report;

import dev.partita.app.control.EmptyState;
import dev.partita.app.control.Ui;
import dev.partita.app.session.Finding;
import dev.partita.app.text.Texts;
import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Findings as cards: what, why, and what to do. */
public final class ProblemsView extends ScrollPane {

    private final ProblemsViewModel model;

    public ProblemsView(ProblemsViewModel model) {
        this.model = model;
        setId("problems");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        fill();
        model.findings().addListener((ListChangeListener<Finding>) change -> fill());
    }

    private void fill() {
        if (model.findings().isEmpty()) {
            setContent(new EmptyState(
                    "mdi2c-check-circle-outline", Texts.of("problems.none"), Texts.of("problems.none.words")));
        } else {
            VBox list = Ui.styled(new VBox(), "problem-list");
            model.findings().forEach(finding -> list.getChildren().add(row(finding)));
            setContent(list);
        }
    }

    private Node row(Finding finding) {
        Label title = Ui.paragraph(finding.title(), "problem-title");
        VBox words = Ui.grow(new VBox(3, title));
        if (!finding.details().isEmpty()) {
            words.getChildren().add(Ui.paragraph(finding.details(), "caption", "problem-details"));
        }
        Button copy = Ui.iconButton("mdi2c-content-copy", Texts.of("problems.copy"), () -> model.copy(finding));
        HBox row = Ui.styled(new HBox(10, sign(finding.severity()), words), "problem");
        finding.node().ifPresent(node -> {
            Button go = Ui.button(Texts.of("problems.go", node), () -> model.open(finding), "link-button");
            go.setMinWidth(USE_PREF_SIZE);
            row.getChildren().add(go);
        });
        row.getChildren().add(copy);
        row.getStyleClass().add(finding.severity().name().toLowerCase(Locale.ROOT));
        return row;
    }

    private static Node sign(Finding.Severity severity) {
        return switch (severity) {
            case ERROR -> Ui.icon("mdi2a-alert-circle", "error");
            case WARNING -> Ui.icon("mdi2a-alert", "warning");
            case INFO -> Ui.icon("mdi2i-information", "info");
        };
    }
}
