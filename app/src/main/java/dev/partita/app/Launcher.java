package dev.partita.app;

import javafx.application.Application;

/** Starts the window. A class of its own, because the JVM insists on modules when the main class is an Application. */
public final class Launcher {

    private Launcher() {}

    /** @param args optionally one model file to open */
    public static void main(String[] args) {
        Application.launch(PartitaApplication.class, args);
    }
}
