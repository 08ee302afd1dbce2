package dev.partita.protocol;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Messages to lines and back. */
public final class ProtocolJson {

    /** Raised with every change that an older partner would misread. */
    public static final int VERSION = 1;

    private final JsonMapper mapper = JsonMapper.builder().build();

    /** One line without its end. */
    public String write(Object message) {
        return mapper.writeValueAsString(message);
    }

    public ToWorker readToWorker(String line) throws ProtocolException {
        return read(line, ToWorker.class);
    }

    public FromWorker readFromWorker(String line) throws ProtocolException {
        return read(line, FromWorker.class);
    }

    private <T> T read(String line, Class<T> type) throws ProtocolException {
        try {
            return mapper.readValue(line, type);
        } catch (JacksonException e) {
            String shown = line.length() > 200 ? line.substring(0, 200) + "..." : line;
            throw new ProtocolException("not a protocol line: '" + shown + "' (" + e.getOriginalMessage() + ")", e);
        }
    }
}
