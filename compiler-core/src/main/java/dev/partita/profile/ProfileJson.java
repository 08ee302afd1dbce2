package dev.partita.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Traces and layer times as files with trtexec's keys, so that tracer.py and profiler.py read ours. */
public final class ProfileJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ProfileJson() {}

    /** As trtexec's {@code --exportTimes}: without the warm-up. */
    public static void writeTimes(List<QueryTrace> traces, MeasureSettings settings, Path file) throws IOException {
        List<String> rows = new ArrayList<>();
        for (QueryTrace trace : Measurement.afterWarmUp(traces, settings.span().warmUpMillis())) {
            Map<String, Float> row = new LinkedHashMap<>();
            put(row, "Enq", trace.enqueue());
            put(row, "H2d", trace.h2d());
            put(row, "Compute", trace.compute());
            put(row, "D2h", trace.d2h());
            row.put("h2dMs", trace.h2d().millis());
            row.put("computeMs", trace.compute().millis());
            row.put("d2hMs", trace.d2h().millis());
            row.put("latencyMs", trace.latencyMillis());
            rows.add(MAPPER.writeValueAsString(row));
        }
        Files.writeString(file, rows(rows));
    }

    /** As trtexec's {@code --exportProfile}: first the count of queries, then the layers. */
    public static void writeLayers(List<LayerTiming> layers, int queries, Path file) throws IOException {
        List<String> rows = new ArrayList<>(List.of(MAPPER.writeValueAsString(Map.of("count", queries))));
        for (LayerTiming layer : layers) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", layer.name());
            row.put("timeMs", layer.totalMillis());
            row.put("averageMs", layer.averageMillis());
            row.put("medianMs", layer.medianMillis());
            row.put("percentage", layer.percentage());
            rows.add(MAPPER.writeValueAsString(row));
        }
        Files.writeString(file, rows(rows));
    }

    /** Reads a times file, ours or trtexec's. */
    public static List<QueryTrace> readTimes(Path file) throws IOException {
        try {
            List<Map<String, Float>> rows =
                    MAPPER.readValue(Files.readString(file), new TypeReference<List<Map<String, Float>>>() {});
            return rows.stream()
                    .map(row -> new QueryTrace(span(row, "Enq"), span(row, "H2d"), span(row, "Compute"), span(row, "D2h")))
                    .toList();
        } catch (JacksonException e) {
            throw new IOException(file + " is no times file: " + e.getOriginalMessage(), e);
        }
    }

    private static void put(Map<String, Float> row, String name, QueryTrace.Span span) {
        row.put("start" + name + "Ms", span.start());
        row.put("end" + name + "Ms", span.end());
    }

    private static QueryTrace.Span span(Map<String, Float> row, String name) throws IllegalArgumentException {
        return new QueryTrace.Span(required(row, "start" + name + "Ms"), required(row, "end" + name + "Ms"));
    }

    private static float required(Map<String, Float> row, String key) {
        Float value = row.get(key);
        if (value == null) {
            throw new IllegalArgumentException("a row of the times file has no '" + key + "'");
        }
        return value;
    }

    private static String rows(List<String> rows) {
        return "[\n  " + String.join("\n, ", rows) + "\n]\n";
    }
}
