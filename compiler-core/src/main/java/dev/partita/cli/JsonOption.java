package dev.partita.cli;

import dev.partita.file.FileProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/** {@code --json FILE|-}, the same for every command: {@code -} is standard output, then nothing else is printed there. */
public final class JsonOption {

    private static final ObjectMapper MAPPER = JsonMapper.builder().build();

    @Option(names = "--json", paramLabel = "FILE|-", description = "Write the result as JSON to a file, or - for standard output.")
    private Optional<String> target = Optional.empty();

    public boolean isWanted() {
        return target.isPresent();
    }

    public boolean isToStandardOutput() {
        return target.equals(Optional.of("-"));
    }

    /** Ends the command when the result could not be written; for commands that take long. */
    void requireWritable() {
        target.filter(file -> !isToStandardOutput()).map(Path::of).ifPresent(OutputPath::require);
    }

    /** Writes records, maps and lists by their component names. */
    public void write(Object result, PrintWriter standardOutput) {
        writeText(MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(result), standardOutput);
    }

    void writeText(String text, PrintWriter standardOutput) {
        if (isToStandardOutput()) {
            standardOutput.println(text);
            standardOutput.flush();
            return;
        }
        Path file = Path.of(target.orElseThrow());
        try {
            Files.writeString(file, text + System.lineSeparator());
        } catch (IOException failure) {
            throw new CommandException(ExitCode.BAD_FILE, "cannot write " + file + ": " + FileProblem.words(failure), failure);
        }
    }
}
