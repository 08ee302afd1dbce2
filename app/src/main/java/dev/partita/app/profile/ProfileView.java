package dev.partita.app.profile;

import dev.partita.app.control.EmptyState;
import dev.partita.app.control.ItemWords;
import dev.partita.app.control.StackedBar;
import dev.partita.app.control.Tables;
import dev.partita.app.control.Ui;
import dev.partita.app.text.Texts;
import dev.partita.settings.ShapeRange;
import java.util.List;
import java.util.Locale;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** Summary figures above, layers below, slowest first. */
public final class ProfileView extends VBox {

    private final FlowPane figures = Ui.styled(new FlowPane(22, 4), "figures");
    private final List<Node> choices;

    public ProfileView(ProfileViewModel model) {
        choices = model.hasCorners() ? List.of(corners(model)) : List.of();
        setId("profile");
        Label notice = Ui.paragraph("", "caption", "profile-notice");
        model.noticeProperty().subscribe(words -> {
            notice.setText(words);
            Ui.setShown(notice, !words.isEmpty());
        });
        model.figuresProperty().subscribe(this::show);
        TableView<LayerRow> table = Tables.table("profile-table", new EmptyState(
                "mdi2s-speedometer", Texts.of("profile.none"), Texts.of("profile.none.words"),
                Ui.button(Texts.of("command.profile"), model::profile, "accent")));
        table.getColumns().addAll(List.of(
                Tables.number(Texts.of("profile.time"), 92, LayerRow::medianMillis,
                        value -> String.format(Locale.ROOT, "%.4f ms", value)),
                Tables.number(Texts.of("profile.share"), 70, LayerRow::percent,
                        value -> String.format(Locale.ROOT, "%.1f %%", value)),
                Tables.drawn("", 90, ProfileView::bar),
                Tables.text(Texts.of("profile.layer"), 330, LayerRow::layer),
                Tables.text(Texts.of("profile.nodes"), 220, row -> String.join(", ", row.nodes())),
                Tables.text(Texts.of("profile.segment"), 120, LayerRow::segment)));
        table.setItems(model.rows());
        table.getSelectionModel().selectedItemProperty().addListener((value, old, now) -> {
            if (now != null) {
                model.select(now);
            }
        });
        // The table gives way first when the panel is low.
        table.setMinHeight(0);
        getChildren().addAll(figures, notice, Ui.grow(table));
    }

    /** Which shapes to measure next, as one more item of the summary. */
    private static Node corners(ProfileViewModel model) {
        ComboBox<ShapeRange.Corner> box = new ComboBox<>(FXCollections.observableArrayList(ShapeRange.Corner.values()));
        box.setId("profile-corner");
        box.setConverter(new ItemWords<>(ProfileView::words));
        box.valueProperty().bindBidirectional(model.cornerProperty());
        box.setTooltip(Ui.tooltip(Texts.of("profile.corner.words")));
        Label label = Ui.label(Texts.of("profile.corner"), "caption");
        label.setLabelFor(box);
        return new VBox(1, label, box);
    }

    private static String words(ShapeRange.Corner corner) {
        return Texts.of(switch (corner) {
            case MIN -> "profile.corner.min";
            case OPT -> "profile.corner.opt";
            case MAX -> "profile.corner.max";
        });
    }

    private static Node bar(LayerRow row) {
        StackedBar bar = new StackedBar();
        bar.setParts(List.of(
                new StackedBar.Part(row.percent(), "time"), new StackedBar.Part(100 - row.percent(), "rest")));
        return bar;
    }

    private void show(List<ProfileViewModel.Figure> shown) {
        figures.getChildren().setAll(choices);
        figures.getChildren().addAll(shown.stream().map(ProfileView::figure).toList());
        Ui.setShown(figures, !figures.getChildren().isEmpty());
    }

    private static Node figure(ProfileViewModel.Figure figure) {
        VBox box = new VBox(1, Ui.label(figure.name(), "caption"), Ui.label(figure.value(), "figure-value"));
        Label name = (Label) box.getChildren().getFirst();
        name.setTooltip(Ui.tooltip(figure.meaning()));
        ((Label) box.getChildren().getLast()).setTooltip(Ui.tooltip(figure.meaning()));
        return box;
    }
}
