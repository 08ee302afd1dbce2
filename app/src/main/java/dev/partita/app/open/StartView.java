package dev.partita.app.open;

import dev.partita.app.control.DropZone;
import dev.partita.app.control.Ui;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.text.Texts;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The page one sees before a model is open. */
public final class StartView extends ScrollPane {

    private final StartViewModel model;

    public StartView(StartViewModel model) {
        this.model = model;
        setId("start-page");
        getStyleClass().add("start-page");
        setFitToWidth(true);
        setFitToHeight(true);
        HBox columns = new HBox(40, left(), right());
        columns.setAlignment(Pos.TOP_CENTER);
        VBox page = new VBox(24, columns, machineLine());
        page.setAlignment(Pos.CENTER);
        page.getStyleClass().add("start-content");
        setContent(page);
    }

    private Node left() {
        VBox left = new VBox(20, title(), dropZone());
        left.setPrefWidth(440);
        left.setMinWidth(340);
        return left;
    }

    private Node right() {
        VBox right = new VBox(22, recentSection(), sampleSection());
        right.setPrefWidth(400);
        right.setMinWidth(320);
        return right;
    }

    private Node title() {
        return Ui.row(14,
                Ui.icon("mdi2v-vector-combine", "start-logo"),
                Ui.column(2, Ui.label("Partita", "start-title"), Ui.label(Texts.of("start.subtitle"), "muted")));
    }

    private Node dropZone() {
        Button choose = Ui.button(Texts.of("start.open"), model::choose, "accent", "big-button");
        choose.setId("start-open");
        choose.setGraphic(Ui.icon("mdi2f-folder-open-outline"));
        VBox zone = new VBox(12,
                Ui.icon("mdi2t-tray-arrow-down", "drop-icon"),
                Ui.label(Texts.of("start.drop"), "drop-title"),
                Ui.label(Texts.of("start.drop.words"), "muted"),
                choose);
        zone.setAlignment(Pos.CENTER);
        zone.getStyleClass().add("drop-zone");
        zone.setId("drop-zone");
        DropZone.install(zone, file -> model.accepts(file.getName()), file -> model.open(file.toPath()));
        return zone;
    }

    private Node recentSection() {
        VBox list = new VBox(1);
        list.setId("recent-list");
        Runnable fill = () -> {
            list.getChildren().clear();
            int number = 1;
            for (Path file : model.recent()) {
                list.getChildren().add(recentRow(file, number++));
            }
            if (list.getChildren().isEmpty()) {
                list.getChildren().add(Ui.label(Texts.of("start.recent.none"), "muted", "start-hint"));
            }
        };
        fill.run();
        model.recent().addListener((ListChangeListener<Path>) change -> fill.run());
        return new VBox(8, Ui.label(Texts.of("start.recent"), "section-title"), list);
    }

    private Node recentRow(Path file, int number) {
        Path parent = file.getParent();
        boolean gone = !Files.exists(file);
        Label folder = Ui.label(gone ? Texts.of("start.recent.gone") : parent == null ? "" : parent.toString(), "caption");
        folder.setTextOverrun(javafx.scene.control.OverrunStyle.CENTER_ELLIPSIS);
        Button row = rowButton(
                gone ? "mdi2f-file-remove-outline" : "mdi2f-file-outline",
                Ui.column(1, Ui.label(file.getFileName().toString()), folder),
                Ui.label(Texts.of("start.recent.key", number), "key-hint"));
        row.setOnAction(event -> {
            if (gone) {
                model.forget(file);
            } else {
                model.open(file);
            }
        });
        return row;
    }

    private Node sampleSection() {
        VBox list = new VBox(1);
        for (Sample sample : model.samples()) {
            Button row = rowButton(
                    sample.icon(),
                    Ui.column(1, Ui.label(Texts.of(sample.titleKey())), Ui.label(Texts.of(sample.wordsKey()), "caption")),
                    new Label());
            row.setId("sample-" + sample.fileName().replace(".pt2", ""));
            row.setOnAction(event -> model.open(sample));
            list.getChildren().add(row);
        }
        return new VBox(8, Ui.label(Texts.of("start.samples"), "section-title"), list);
    }

    private static Button rowButton(String icon, Node words, Node end) {
        HBox content = Ui.row(12, Ui.icon(icon), Ui.grow(words), end);
        Button row = new Button("", content);
        row.getStyleClass().setAll("row-button");
        row.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        row.setMaxWidth(Double.MAX_VALUE);
        content.prefWidthProperty().bind(row.widthProperty().subtract(24));
        return row;
    }

    private Node machineLine() {
        Label words = Ui.label("", "machine-words");
        StackPane dot = Ui.styled(new StackPane(), "status-dot");
        HBox line = Ui.styled(Ui.row(8, dot, words), "machine-line");
        line.setAlignment(Pos.CENTER);
        line.setMaxWidth(javafx.scene.layout.Region.USE_PREF_SIZE);
        Runnable fill = () -> {
            MachineStatus status = model.machine().get();
            words.setText(status.words());
            dot.getStyleClass().setAll("status-dot", "status-" + status.kind().name().toLowerCase(java.util.Locale.ROOT));
            if (!status.details().isEmpty()) {
                words.setTooltip(Ui.tooltip(status.details()));
            }
        };
        fill.run();
        model.machine().addListener(change -> fill.run());
        return line;
    }
}
