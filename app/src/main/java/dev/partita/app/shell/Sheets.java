package dev.partita.app.shell;

import dev.partita.app.control.Overlay;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.scene.layout.Pane;

/** The sheets that lie over the window when asked for; each is made then, so that the window itself shows sooner. */
final class Sheets {

    private final Pane window;
    private final Map<Class<?>, Supplier<? extends Overlay>> makers = new LinkedHashMap<>();
    private final Map<Class<?>, Overlay> made = new LinkedHashMap<>();

    Sheets(Pane window) {
        this.window = window;
    }

    <S extends Overlay> Sheets add(Class<S> kind, Supplier<S> maker) {
        makers.put(kind, maker);
        return this;
    }

    <S extends Overlay> S get(Class<S> kind) {
        Overlay sheet = made.get(kind);
        if (sheet == null) {
            sheet = Objects.requireNonNull(makers.get(kind), kind.getName()).get();
            made.put(kind, sheet);
            window.getChildren().add(sheet);
        }
        return kind.cast(sheet);
    }
}
