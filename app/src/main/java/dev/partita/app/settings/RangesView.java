package dev.partita.app.settings;

import dev.partita.app.control.Chip;
import dev.partita.app.control.EmptyState;
import dev.partita.app.control.Ui;
import dev.partita.app.session.Program;
import dev.partita.app.text.Texts;
import dev.partita.tensor.SymRange;
import java.util.List;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** One card per symbol with min, opt, max, and below what each input's shape becomes. */
public final class RangesView extends ScrollPane {

    private final RangesViewModel model;
    private final VBox inputs = Ui.styled(new VBox(8), "range-inputs");

    public RangesView(RangesViewModel model) {
        this.model = model;
        setId("ranges");
        setFitToWidth(true);
        setFitToHeight(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        VBox page = Ui.styled(new VBox(12), "tool-page", "ranges-page");
        if (model.program().ranges().isEmpty()) {
            EmptyState fixed = new EmptyState("mdi2r-ruler-square", Texts.of("ranges.none"), Texts.of("ranges.none.words"));
            page.getChildren().add(fixed);
        } else {
            HBox head = Ui.row(6, Ui.grow(Ui.paragraph(Texts.of("ranges.words"), "caption")),
                    Ui.iconButton("mdi2b-backup-restore", Texts.of("ranges.reset"), model::reset));
            page.getChildren().add(head);
            model.program().ranges().forEach((symbol, range) -> page.getChildren().add(new Card(symbol, range)));
        }
        page.getChildren().addAll(Ui.label(Texts.of("ranges.inputs"), "section-title"), inputs);
        setContent(page);
        model.draftProperty().subscribe(draft -> showInputs());
    }

    private void showInputs() {
        inputs.getChildren().clear();
        for (Program.Input input : model.program().inputs()) {
            VBox lines = new VBox(2, Ui.row(6,
                    Ui.label(input.name(), "strong"), new Chip(input.spec().dtype().torchName())));
            if (input.spec().shape().isStatic()) {
                lines.getChildren().add(Ui.label(input.spec().shape().toString(), "mono"));
            } else {
                lines.getChildren().add(Ui.paragraph(input.spec().shape().toString(), "mono"));
                model.shapes(input).ifPresent(range -> {
                    lines.getChildren().add(shape("min", range.min()));
                    lines.getChildren().add(shape("opt", range.opt()));
                    lines.getChildren().add(shape("max", range.max()));
                });
            }
            inputs.getChildren().add(Ui.styled(lines, "range-input"));
        }
    }

    private static Node shape(String which, List<Long> extents) {
        Label name = Ui.label(which, "caption");
        name.setMinWidth(30);
        return Ui.row(6, name,
                Ui.label(extents.stream().map(String::valueOf).collect(Collectors.joining(" × ")), "mono"));
    }

    /** The three fields of one symbol. */
    private final class Card extends VBox {
        private final String symbol;
        private final TextField min;
        private final TextField opt;
        private final TextField max;
        private final Label problem = Ui.paragraph("", "problem-words");

        Card(String symbol, SymRange allowed) {
            super(7);
            this.symbol = symbol;
            getStyleClass().add("range-card");
            min = field("min");
            opt = field("opt");
            max = field("max");
            getChildren().addAll(
                    Ui.row(7, Ui.label(symbol, "symbol"), Ui.spacer(),
                            Ui.label(Texts.of("ranges.allowed", RangeDraft.words(allowed)), "caption")),
                    new HBox(8, labelled(Texts.of("ranges.min"), min), labelled(Texts.of("ranges.opt"), opt),
                            labelled(Texts.of("ranges.max"), max)),
                    problem,
                    Ui.paragraph(String.join(", ", model.uses(symbol)), "caption"));
            model.draftProperty().subscribe(this::show);
        }

        private TextField field(String which) {
            TextField field = new TextField();
            field.setId("range-" + symbol + "-" + which);
            field.setPrefColumnCount(5);
            field.setMaxWidth(Double.MAX_VALUE);
            field.textProperty().addListener((value, old, now) -> {
                if (field.isFocused()) {
                    model.edit(symbol, new RangeDraft.Bound(min.getText(), opt.getText(), max.getText()));
                }
            });
            return field;
        }

        private static Node labelled(String words, TextField field) {
            return Ui.grow(new VBox(2, Ui.label(words, "caption"), field));
        }

        private void show(RangeDraft draft) {
            RangeDraft.Bound bound = draft.values().get(symbol);
            if (bound == null) {
                return;
            }
            set(min, bound.min());
            set(opt, bound.opt());
            set(max, bound.max());
            String words = draft.problem(symbol).orElse("");
            problem.setText(words);
            Ui.setShown(problem, !words.isEmpty());
            for (TextField field : List.of(min, opt, max)) {
                field.getStyleClass().remove("invalid");
                if (!words.isEmpty()) {
                    field.getStyleClass().add("invalid");
                }
            }
        }

        private static void set(TextField field, String text) {
            if (!field.getText().equals(text)) {
                field.setText(text);
            }
        }
    }
}
