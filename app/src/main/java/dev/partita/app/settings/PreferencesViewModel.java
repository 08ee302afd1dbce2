package dev.partita.app.settings;

import dev.partita.app.session.MachineStatus;
import dev.partita.app.session.Session;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;

/** Choices that concern the window, not a model. */
public final class PreferencesViewModel {

    private final Session session;
    private final Path file;

    public PreferencesViewModel(Session session, Path file) {
        this.session = session;
        this.file = file;
    }

    ReadOnlyObjectProperty<MachineStatus> machineProperty() {
        return session.machineProperty();
    }

    void forgetRecent() {
        session.recent().forgetAll();
    }

    String file() {
        return file.toString();
    }
}
