package dev.partita.app.shell;

import dev.partita.app.session.BuildOutcome;
import dev.partita.app.session.Document;
import dev.partita.app.session.Session;
import dev.partita.app.task.BackgroundTask;
import dev.partita.app.text.Texts;
import dev.partita.handback.TorchTensorRtRelease;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Saves the newest build: as a folder for the command line, or as a file for Python. */
final class BuiltFiles {

    private final Session session;
    private final Actions actions;

    BuiltFiles(Session session, Actions actions) {
        this.session = session;
        this.actions = actions;
    }

    void saveFolder() {
        ofBuilt((document, built) -> actions.chooseFolder(Texts.of("save.title")).ifPresent(folder -> {
            Path target = folder.resolve(document.program().name() + ".compiled");
            save(document, target, "save.done", () -> CopyFolder.copy(built.folder(), target));
        }));
    }

    void saveForPython() {
        ofBuilt((document, built) -> release().ifPresent(release -> actions.chooseTarget(
                        Texts.of("save.python.title"), document.program().name() + "-tensorrt.pt2")
                .ifPresent(target -> save(document, target, "save.python.done",
                        () -> session.workshop().saveForPython(built, release, target)))));
    }

    private Optional<TorchTensorRtRelease> release() {
        return actions.choose(Texts.of("save.python.title"), Texts.of("save.python.release"),
                        Arrays.stream(TorchTensorRtRelease.values()).map(TorchTensorRtRelease::version).toList())
                .flatMap(TorchTensorRtRelease::byVersion);
    }

    private void ofBuilt(BiConsumer<Document, BuildOutcome.Built> action) {
        session.documentProperty().get().ifPresent(document ->
                document.run().builtProperty().get().ifPresent(built -> action.accept(document, built)));
    }

    /** Something that writes a file. */
    private interface Writing {
        void write() throws Exception;
    }

    private void save(Document document, Path target, String doneKey, Writing writing) {
        session.tasks().submit(new BackgroundTask<>(
                Texts.of("export.task", target.getFileName()), "save",
                context -> {
                    writing.write();
                    return target;
                },
                written -> document.note(Texts.of(doneKey, written)),
                problem -> document.note(Texts.of("save.failed", target, String.valueOf(problem.getMessage())))));
    }
}
