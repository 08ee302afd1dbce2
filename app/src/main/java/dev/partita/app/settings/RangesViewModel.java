package dev.partita.app.settings;

import dev.partita.app.session.Document;
import dev.partita.app.session.Program;
import dev.partita.app.session.SymbolBounds;
import dev.partita.app.text.Texts;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.InputSpec;
import dev.partita.settings.ShapeRange;
import dev.partita.tensor.SymExpr;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Min, opt and max of each dynamic size. A draft that breaks a rule stays a draft; a valid one becomes the setting. */
public final class RangesViewModel {

    private final Document document;
    private final ReadOnlyObjectWrapper<RangeDraft> draft = new ReadOnlyObjectWrapper<>();

    public RangesViewModel(Document document) {
        this.document = document;
        draft.set(fromSettings());
        document.settings().valueProperty().addListener((value, old, now) -> {
            if (!now.get(CoreSettings.INPUTS).equals(old.get(CoreSettings.INPUTS))) {
                draft.set(fromSettings());
            }
        });
    }

    ReadOnlyObjectProperty<RangeDraft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    Program program() {
        return document.program();
    }

    /** Inputs whose shape mentions {@code symbol}, as {@code tokens axis 0}. */
    List<String> uses(String symbol) {
        List<String> uses = new java.util.ArrayList<>();
        for (Program.Input input : program().inputs()) {
            List<SymExpr> dims = input.spec().shape().dims();
            for (int axis = 0; axis < dims.size(); axis++) {
                if (mentions(dims.get(axis), symbol)) {
                    uses.add(Texts.of("ranges.use", input.name(), axis, dims.get(axis)));
                }
            }
        }
        return uses;
    }

    void edit(String symbol, RangeDraft.Bound bound) {
        RangeDraft edited = draft.get().with(symbol, bound);
        draft.set(edited);
        if (edited.isValid()) {
            document.edit(
                    Texts.of("step.range", symbol),
                    "range " + symbol,
                    document.settings().get().with(CoreSettings.INPUTS, specs(edited)));
        }
    }

    void reset() {
        document.edit(Texts.of("step.ranges.reset"), document.settings().get().with(CoreSettings.INPUTS, List.of()));
        draft.set(fromSettings());
    }

    /** Shapes of {@code input} at min, opt and max, when the draft is valid. */
    Optional<ShapeRange> shapes(Program.Input input) {
        return draft.get().isValid() ? Optional.of(draft.get().shapeRange(input.spec().shape())) : Optional.empty();
    }

    private List<InputSpec> specs(RangeDraft valid) {
        return program().inputs().stream()
                .filter(input -> !input.spec().shape().isStatic())
                .map(input -> new InputSpec(input.name(), valid.shapeRange(input.spec().shape())))
                .toList();
    }

    private RangeDraft fromSettings() {
        return RangeDraft.of(program(), SymbolBounds.of(program(), document.settings().get()));
    }

    static boolean mentions(SymExpr expression, String symbol) {
        return switch (expression) {
            case SymExpr.Symbol(String name) -> name.equals(symbol);
            case SymExpr.Call call -> call.arguments().stream().anyMatch(argument -> mentions(argument, symbol));
            case SymExpr.Constant _, SymExpr.Real _, SymExpr.Unknown _ -> false;
        };
    }
}
