package dev.partita.app.open;

import dev.partita.app.dialog.Dialogs;
import dev.partita.app.session.MachineStatus;
import dev.partita.app.session.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.ObservableList;

/** What can be opened from the start page. */
public final class StartViewModel {

    private final Session session;
    private final Dialogs dialogs;
    private final Path sampleFolder;

    public StartViewModel(Session session, Dialogs dialogs, Path sampleFolder) {
        this.session = session;
        this.dialogs = dialogs;
        this.sampleFolder = sampleFolder;
    }

    public ObservableList<Path> recent() {
        return session.recent().files();
    }

    public List<Sample> samples() {
        return Sample.ALL;
    }

    public ReadOnlyObjectProperty<MachineStatus> machine() {
        return session.machineProperty();
    }

    /** Whether {@code fileName} looks like something that could be opened. */
    public boolean accepts(String fileName) {
        String lower = fileName.toLowerCase(Locale.ROOT);
        return lower.endsWith(".pt2") || lower.endsWith(".zip");
    }

    public void choose() {
        dialogs.chooseModel().ifPresent(session::open);
    }

    public void open(Path file) {
        session.open(file);
    }

    public void forget(Path file) {
        session.recent().forget(file);
    }

    public void open(Sample sample) {
        try {
            session.open(sample.unpackInto(sampleFolder));
        } catch (IOException cannotUnpack) {
            throw new UncheckedIOException("cannot unpack sample " + sample.fileName(), cannotUnpack);
        }
    }
}
