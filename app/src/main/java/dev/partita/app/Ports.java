package dev.partita.app;

import dev.partita.app.session.Planning;
import dev.partita.app.session.Workshop;

/** What the window needs from outside the JavaFX world; tests put fakes here. */
public record Ports(Planning planning, Workshop workshop) {

    public static Ports real() {
        return new Ports(new CompilerPlanning(), new NoWorkshop());
    }
}
