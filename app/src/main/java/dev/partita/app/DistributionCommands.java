package dev.partita.app;

import dev.partita.app.command.OpenCommand;
import dev.partita.app.command.RenderCommand;
import dev.partita.cli.Partita;
import picocli.CommandLine;

/** Every command of the distribution: those of the compiler, and those that draw. */
public final class DistributionCommands {

    private DistributionCommands() {}

    public static CommandLine line() {
        return Partita.commandLine(new OpenCommand(), new RenderCommand());
    }
}
