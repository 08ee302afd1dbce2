package dev.partita.gpuruntime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eclipse.aether.spi.connector.transport.TransportListener;

/**
 * Keeps what has arrived of a download. Resolver's HTTP transporter can ask for the rest of a file, but writes to a
 * temporary file that it deletes when the connection breaks: so the bytes are written here a second time, as they pass.
 */
final class PartialFile extends TransportListener implements AutoCloseable {

    private final FileChannel file;
    private final NativeLibrary library;
    private final InstallListener listener;
    private long total;
    private long received;

    PartialFile(Path path, NativeLibrary library, InstallListener listener) throws IOException {
        this.file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.library = library;
        this.listener = listener;
        this.total = library.bytes();
    }

    @Override
    public void transportStarted(long dataOffset, long dataLength) {
        received = dataOffset;
        if (dataLength > 0) {
            total = dataLength;
        }
        try {
            file.truncate(dataOffset).position(dataOffset);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        listener.progressed(library, received, total);
    }

    @Override
    public void transportProgressed(ByteBuffer data) {
        ByteBuffer bytes = data.duplicate();
        received += bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        listener.progressed(library, received, total);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
