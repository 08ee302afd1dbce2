package dev.partita.app.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.NodeData;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GraphSearchTest {

    private final GraphModel model = SampleModels.transformer(4);
    private final GraphSearch search = new GraphSearch(new GraphSearch.Subject(model, SampleModels.placements(model),
            Optional.of(new NodeData("Time", "µs", Map.of("softmax", 5.0, "gelu", 1.0)))));

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            softmax ; 4
            op:softmax ; 4
            op:softmax module:layers.2 ; 1
            -op:linear kind:matrix ; 8
            dtype:int64 ; 1
            shape:12x128 ; 12
            segment:_run_on_gpu_1 ; 1
            reason:excluded ; 4
            /^aten\\.(gelu|softmax)/ ; 8
            time>2 ; 1
            time<2 ; 1
            nothing_like_this ; 0
            /[unfinished/ ; 0
            """)
    void findsByWordsFacetsAndPatterns(String query, int boxes) {
        assertEquals(boxes, search.find(query).size());
    }

    @Test
    void anEmptyQueryFindsNothing() {
        assertEquals(List.of(), search.find("  "));
    }

    @Test
    void aTraceEndsWhereItIsToldTo() {
        int softmax = model.box("softmax").orElseThrow();
        var placements = SampleModels.placements(model);
        assertEquals(2, Trace.from(model, placements, Set.of(softmax), true, Trace.Reach.ONE_STEP).size());
        assertEquals(1, Trace.from(model, placements, Set.of(softmax), true, Trace.Reach.SEGMENT).size(), "a segment of its own");
        int all = Trace.from(model, placements, Set.of(softmax), false, Trace.Reach.ALL).size();
        assertEquals(2 + 4 + 5, all, "two inputs, the embeddings, and the layer from query and key to softmax");
    }
}
