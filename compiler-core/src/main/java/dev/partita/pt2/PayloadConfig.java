package dev.partita.pt2;

import dev.partita.pt2.schema.TensorMeta;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The table beside weight records: which record and which view of it belongs to which dotted path. */
final class PayloadConfig {

    /** @param meta absent for objects that are not tensors */
    record Entry(String fileName, boolean isParameter, boolean pickled, Optional<TensorMeta> meta) {}

    private PayloadConfig() {}

    static Map<String, Entry> parse(String name, byte[] text) {
        return JsonCursor.read(name, text, json -> {
            ValueParser values = new ValueParser(json);
            Map<String, Entry> config = new LinkedHashMap<>();
            json.struct(field -> {
                if (field.equals("config")) {
                    config.putAll(json.map(() -> entry(json, values)));
                } else {
                    json.skip();
                }
            });
            return config;
        });
    }

    private static final class Draft {
        private String fileName = "";
        private boolean isParameter;
        private boolean pickled;
        private Optional<TensorMeta> meta = Optional.empty();
    }

    private static Entry entry(JsonCursor json, ValueParser values) {
        Draft draft = new Draft();
        json.struct(field -> {
            switch (field) {
                case "path_name" -> draft.fileName = json.string();
                case "is_param" -> draft.isParameter = json.bool();
                case "use_pickle" -> draft.pickled = json.bool();
                case "tensor_meta" -> draft.meta = json.optional(values::tensorMeta);
                default -> json.skip();
            }
        });
        if (draft.fileName.isEmpty() || draft.fileName.contains("/") || draft.fileName.contains("\\")
                || draft.fileName.equals("..") || draft.fileName.equals(".")) {
            throw json.error("path_name '" + draft.fileName + "' is not a plain file name");
        }
        return new Entry(draft.fileName, draft.isParameter, draft.pickled, draft.meta);
    }
}
