package dev.partita.gpuruntime;

import eu.maveniverse.maven.mima.context.Context;
import eu.maveniverse.maven.mima.context.ContextOverrides;
import eu.maveniverse.maven.mima.context.Runtimes;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.spi.connector.layout.RepositoryLayoutProvider;
import org.eclipse.aether.spi.connector.transport.GetTask;
import org.eclipse.aether.spi.connector.transport.Transporter;
import org.eclipse.aether.spi.connector.transport.TransporterProvider;

/**
 * Fetches the GPU runtime from the user's Maven repositories: mirrors, proxies and credentials come from the user's
 * Maven settings, downloads continue where they broke off, and a jar counts only when its SHA-1 is right.
 *
 * <p>Resolver's own artifact requests cannot continue a broken download, so this goes one level deeper, to its
 * transporters; a jar that already lies in the local Maven repository is taken from there.
 */
public final class GpuRuntimeInstaller {

    private final GpuRuntime runtime;
    private final ContextOverrides overrides;

    public GpuRuntimeInstaller(GpuRuntime runtime) {
        this(runtime, ContextOverrides.create().withUserSettings(true).build());
    }

    /** @param overrides where to fetch from, when not as the user's Maven settings say */
    GpuRuntimeInstaller(GpuRuntime runtime, ContextOverrides overrides) {
        this.runtime = runtime;
        this.overrides = overrides;
    }

    /**
     * Fetches what is missing; may be called again after a failure and goes on where it stopped.
     *
     * @param optional libraries to fetch, too
     */
    public void install(Set<NativeLibrary> optional, InstallListener listener) throws GpuRuntimeException {
        List<NativeLibrary> wanted = new ArrayList<>(runtime.missing());
        optional.stream().filter(library -> !runtime.has(library) && !wanted.contains(library)).forEach(wanted::add);
        try (Context context = Runtimes.INSTANCE.getRuntime().create(overrides)) {
            Files.createDirectories(runtime.folder());
            for (NativeLibrary library : wanted) {
                install(library, context, listener);
            }
        } catch (IOException failure) {
            throw new GpuRuntimeException(
                    "cannot write to " + runtime.folder() + ": " + failure.getMessage()
                            + "; set PARTITA_HOME to a folder with 4 GB free",
                    failure);
        }
    }

    private void install(NativeLibrary library, Context context, InstallListener listener)
            throws GpuRuntimeException, IOException {
        Artifact artifact = new DefaultArtifact(
                NativeLibrary.GROUP, library.artifact(), library.classifier(), "jar", library.version());
        Path partial = runtime.partial(library);
        Path local = localCopy(artifact, context);
        GpuRuntimeException lastFailure = null;
        if (Files.isRegularFile(local)) {
            Files.copy(local, partial, StandardCopyOption.REPLACE_EXISTING);
            Path sha1 = local.resolveSibling(local.getFileName() + ".sha1");
            if (Files.isRegularFile(sha1) && isWhole(partial, firstWord(Files.readString(sha1)))) {
                finish(library, partial, listener);
                return;
            }
            Files.delete(partial);
        }
        for (RemoteRepository repository : context.remoteRepositories()) {
            try {
                download(library, artifact, context, repository, listener);
                finish(library, partial, listener);
                return;
            } catch (GpuRuntimeException failure) {
                lastFailure = failure;
            }
        }
        throw lastFailure != null
                ? lastFailure
                : new GpuRuntimeException("no Maven repository is configured to fetch " + artifact + " from", null);
    }

    private void download(
            NativeLibrary library,
            Artifact artifact,
            Context context,
            RemoteRepository repository,
            InstallListener listener)
            throws GpuRuntimeException {
        Path partial = runtime.partial(library);
        TransporterProvider transporters = service(context, TransporterProvider.class);
        RepositoryLayoutProvider layouts = service(context, RepositoryLayoutProvider.class);
        try {
            URI location = layouts.newRepositoryLayout(context.repositorySystemSession(), repository)
                    .getLocation(artifact, false);
            try (Transporter transporter =
                    transporters.newTransporter(context.repositorySystemSession(), repository)) {
                GetTask checksum = new GetTask(URI.create(location + ".sha1"));
                transporter.get(checksum);
                String expected = firstWord(checksum.getDataString());
                if (isWhole(partial, expected)) {
                    return;
                }
                try (PartialFile keeper = new PartialFile(partial, library, listener)) {
                    transporter.get(new GetTask(location).setDataFile(partial.toFile(), true).setListener(keeper));
                }
                if (!isWhole(partial, expected)) {
                    Files.delete(partial);
                    throw new GpuRuntimeException(
                            library.fileName() + " arrived damaged (its SHA-1 is not " + expected
                                    + "); it was deleted, run the command again",
                            null);
                }
            }
        } catch (GpuRuntimeException failure) {
            throw failure;
        } catch (Exception failure) { // Resolver's transporters declare plain Exception.
            throw new GpuRuntimeException(
                    "cannot fetch " + library.fileName() + ": " + failure.getMessage()
                            + "; what has arrived is kept, run the command again to continue",
                    failure);
        }
    }

    private void finish(NativeLibrary library, Path partial, InstallListener listener) throws IOException {
        Files.move(partial, runtime.jar(library), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        listener.installed(library);
    }

    private static Path localCopy(Artifact artifact, Context context) {
        var manager = context.repositorySystemSession().getLocalRepositoryManager();
        return manager.getRepository().getBasedir().toPath().resolve(manager.getPathForLocalArtifact(artifact));
    }

    private static <T> T service(Context context, Class<T> type) {
        return context.lookup()
                .lookup(type)
                .orElseThrow(() -> new IllegalStateException("Maven Resolver offers no " + type.getSimpleName()));
    }

    private static String firstWord(String text) {
        return text.strip().split("\\s+", 2)[0].toLowerCase(Locale.ROOT);
    }

    /** Reads the whole file, gigabytes: ask once. */
    private static boolean isWhole(Path file, String expectedSha1) throws IOException {
        return Files.exists(file) && sha1(file).equals(expectedSha1);
    }

    private static String sha1(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-1"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-1", impossible);
        }
    }
}
