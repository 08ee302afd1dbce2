package dev.partita.app.shell;

import dev.partita.app.control.Ui;
import dev.partita.app.session.OpenFailure;
import dev.partita.app.session.Session;
import dev.partita.app.text.Texts;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** Below the menus: why the last file could not be opened, until that is closed or another opens. */
final class FailureBanner extends HBox {

    private final Label words = Ui.paragraph("", "banner-words");

    FailureBanner(Session session) {
        setId("open-failure");
        setSpacing(10);
        setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        words.setId("open-failure-words");
        words.setMaxWidth(Double.MAX_VALUE);
        getChildren().addAll(
                Ui.icon("mdi2a-alert-circle-outline", "error"),
                Ui.grow(words),
                Ui.iconButton("mdi2c-close", Texts.of("banner.close"), session::dismissFailure));
        Ui.styled(this, "banner", "banner-error");
        session.failureProperty().subscribe(this::show);
    }

    private void show(Optional<OpenFailure> failure) {
        Ui.setShown(this, failure.isPresent());
        failure.ifPresent(problem -> words.setText(Texts.of("open.failed", problem.file().getFileName(), problem.words())));
    }
}
