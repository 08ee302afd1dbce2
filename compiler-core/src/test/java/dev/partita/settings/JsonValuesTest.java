package dev.partita.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class JsonValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {
        "{}",
        """
        {"text": "ä\\n\\u20ac", "whole": 12, "large": 12345678901, "part": -0.5e3, "yes": true, "no": false, "none": null}
        """,
        """
        {"list": [1, [], [null, "x"], {"a": [{}]}], "object": {"inner": {"k": "v"}, "empty": {}}, "": 0}
        """,
    })
    void valuesAreThoseOfTheMapper(String json) {
        assertEquals(JsonMapper.shared().readValue(json, Map.class), JsonValues.read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "1", "{", "{\"a\"", "{\"a\":", "{\"a\": [1", "{\"a\": [1,]}", "{\"a\": }", "{} {}", "{\"a\": nul}"})
    void anythingElseIsRefused(String json) {
        assertThrows(JacksonException.class, () -> JsonValues.read(json));
    }

    @Test
    void objectsStayInOrder() {
        assertEquals("[z, a, m]", JsonValues.read("{\"z\": 1, \"a\": 2, \"m\": 3}").keySet().toString());
    }
}
