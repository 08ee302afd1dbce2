package dev.partita.app.open;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** A model that ships with the window. It is copied to a file before use, because weights are mapped from files. */
public record Sample(String fileName, String titleKey, String wordsKey, String icon) {

    public static final List<Sample> ALL = List.of(
            new Sample("resnet18_w16.pt2", "sample.resnet.title", "sample.resnet.words", "mdi2i-image-outline"),
            new Sample("bert_tiny_dyn.pt2", "sample.bert.title", "sample.bert.words", "mdi2t-text-box-outline"),
            new Sample("mlp_tiny.pt2", "sample.mlp.title", "sample.mlp.words", "mdi2v-vector-polyline"));

    /** The sample as a file below {@code folder}; an older copy is overwritten. */
    public Path unpackInto(Path folder) throws IOException {
        Files.createDirectories(folder);
        Path target = folder.resolve(fileName);
        try (InputStream bytes = Objects.requireNonNull(
                Sample.class.getResourceAsStream("/dev/partita/ui/samples/" + fileName), fileName)) {
            byte[] content = bytes.readAllBytes();
            // Never rewrite the file in place: another window may have it mapped.
            if (!Files.exists(target) || Files.size(target) != content.length) {
                Path draft = Files.createTempFile(folder, fileName, ".part");
                Files.write(draft, content);
                Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return target;
    }
}
