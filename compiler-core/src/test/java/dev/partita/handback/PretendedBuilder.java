package dev.partita.handback;

import dev.partita.engine.BuildListener;
import dev.partita.engine.BuildResult;
import dev.partita.engine.BuildSettings;
import dev.partita.engine.CancelToken;
import dev.partita.engine.EngineBuilder;
import dev.partita.engine.EngineFile;
import dev.partita.network.NetworkDescription;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Engines that nothing can run: their bytes start as TensorRT's do and then name the segment. */
record PretendedBuilder(Path folder) implements EngineBuilder {

    static byte[] plan(String segment) {
        return ("ftrt" + segment).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    @Override
    public BuildResult build(
            NetworkDescription network, BuildSettings settings, BuildListener listener, CancelToken cancel) {
        try {
            Files.createDirectories(folder);
            Path engine = Files.write(folder.resolve(network.name() + ".engine"), plan(network.name()));
            Path layers = Files.writeString(folder.resolve(network.name() + ".json"), "{}");
            return new BuildResult.Built(new EngineFile(engine, layers, Files.size(engine), Duration.ZERO, "pretended"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
