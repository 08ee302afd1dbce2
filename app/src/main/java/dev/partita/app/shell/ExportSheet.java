package dev.partita.app.shell;

import dev.partita.app.control.Overlay;
import dev.partita.app.control.Ui;
import dev.partita.app.graph.GraphView.Part;
import dev.partita.app.graph.export.Picture;
import dev.partita.app.graph.paint.GraphPalette;
import dev.partita.app.text.Texts;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;

/** What of the graph goes into a picture, in which colours; the file's ending then chooses the format. */
final class ExportSheet extends Overlay {

    private final Consumer<Picture> save;
    private final RadioButton visible;
    private final RadioButton selection;
    private final RadioButton light;
    private final RadioButton dark;
    private final CheckBox legend;
    private final CheckBox sharp;
    private Optional<GraphPane> graph = Optional.empty();

    ExportSheet(Consumer<Picture> save) {
        this(save, new VBox(8));
    }

    private ExportSheet(Consumer<Picture> save, VBox sheet) {
        super("export", Pos.CENTER, sheet);
        this.save = save;
        ToggleGroup parts = new ToggleGroup();
        RadioButton all = radio(parts, "all");
        visible = radio(parts, "visible");
        selection = radio(parts, "selection");
        all.setSelected(true);
        ToggleGroup colours = new ToggleGroup();
        RadioButton shown = radio(colours, "shown");
        light = radio(colours, "light");
        dark = radio(colours, "dark");
        shown.setSelected(true);
        legend = check("legend");
        legend.setSelected(true);
        sharp = check("sharp");
        Button button = Ui.id("export-save", Ui.button(Texts.of("export.save"), this::save, "accent"));
        button.setDefaultButton(true);
        sheet.getChildren().addAll(
                Ui.label(Texts.of("export.sheet"), "key-sheet-title"),
                Ui.label(Texts.of("export.part"), "section-title"), all, visible, selection,
                Ui.label(Texts.of("export.colours"), "section-title"), shown, light, dark,
                Ui.label(Texts.of("export.more"), "section-title"), legend, sharp,
                Ui.label(Texts.of("export.formats"), "caption"),
                Ui.row(8, Ui.spacer(), Ui.button(Texts.of("export.cancel"), this::close, "quiet-button"), button));
        sheet.getStyleClass().add("key-sheet");
        sheet.setMaxSize(VBox.USE_PREF_SIZE, VBox.USE_PREF_SIZE);
    }

    private static RadioButton radio(ToggleGroup group, String id) {
        RadioButton radio = Ui.id("export-" + id, new RadioButton(Texts.of("export.choice." + id)));
        radio.setToggleGroup(group);
        return radio;
    }

    private static CheckBox check(String id) {
        return Ui.id("export-" + id, new CheckBox(Texts.of("export.choice." + id)));
    }

    void open(GraphPane source) {
        graph = Optional.of(source);
        selection.setDisable(source.view().model().selectionProperty().get().isEmpty());
        if (selection.isDisabled() && selection.isSelected()) {
            visible.setSelected(true);
        }
        open();
    }

    private void save() {
        close();
        picture().ifPresent(save);
    }

    private Optional<Picture> picture() {
        Part part = visible.isSelected() ? Part.VISIBLE : selection.isSelected() ? Part.SELECTION : Part.ALL;
        return graph.flatMap(source -> source.view().picture(part, palette(source), legend.isSelected()))
                .map(picture -> sharp.isSelected() ? picture.atScale(2) : picture);
    }

    private GraphPalette palette(GraphPane source) {
        return light.isSelected() ? GraphPalette.LIGHT
                : dark.isSelected() ? GraphPalette.DARK : source.view().model().colours().paletteProperty().get();
    }
}
