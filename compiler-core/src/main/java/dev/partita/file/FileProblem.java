package dev.partita.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Why a file could not be read or written, in words that follow "cannot read FILE: ". The message of most exceptions of
 * {@code java.nio.file} is the file's name and nothing else; the reason is their class.
 */
public final class FileProblem {

    private FileProblem() {}

    public static String words(IOException failure) {
        return switch (failure) {
            case NoSuchFileException missing -> missing(Path.of(missing.getFile()));
            case AccessDeniedException _ -> "permission denied";
            case FileAlreadyExistsException taken -> taken.getFile() + " is in the way";
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case DirectoryNotEmptyException full -> full.getFile() + " is not empty";
            case CharacterCodingException _ -> "it is no text file";
            case FileSystemException other when other.getReason() != null -> other.getReason().toLowerCase(Locale.ROOT);
            // The words of Linux for reading one; the exception is a plain one.
            case IOException folder when "Is a directory".equals(folder.getMessage()) -> "it is a folder";
            default -> Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
        };
    }

    /** What would keep {@code file} from being written, as far as its folder tells: to be asked before long work. */
    public static Optional<String> beforeWriting(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            return Optional.of("it is a folder");
        }
        if (folder != null && !Files.isDirectory(folder)) {
            return Optional.of(missing(file));
        }
        boolean allowed = Files.exists(file) ? Files.isWritable(file) : folder == null || Files.isWritable(folder);
        return allowed ? Optional.empty() : Optional.of("permission denied");
    }

    /** {@code FILE: why}, for messages that do not name the file themselves. */
    public static String withFile(IOException failure) {
        return failure instanceof FileSystemException about ? about.getFile() + ": " + words(failure) : words(failure);
    }

    /** As {@link #beforeWriting}, of a folder that is made when it is missing, with those around it. */
    public static Optional<String> beforeFilling(Path folder) {
        Path around = folder.toAbsolutePath();
        while (around != null && !Files.exists(around)) {
            around = around.getParent();
        }
        if (around == null) {
            return Optional.empty();
        }
        if (!Files.isDirectory(around)) {
            return Optional.of(around + " is no folder");
        }
        return Files.isWritable(around) ? Optional.empty() : Optional.of("permission denied in " + around);
    }

    /** Who wants to write learns nothing from a missing file when its folder is what is missing. */
    private static String missing(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || Files.isDirectory(folder) ? "no such file" : "there is no folder " + folder;
    }
}
