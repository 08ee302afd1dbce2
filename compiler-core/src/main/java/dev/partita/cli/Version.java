package dev.partita.cli;

import picocli.CommandLine.IVersionProvider;

/** Says which Partita, on which Java. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String version = Partita.class.getPackage().getImplementationVersion();
        return new String[] {
            "Partita " + (version == null ? "(from source)" : version) + ", Java " + Runtime.version()
        };
    }
}
