package dev.partita.pt2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.ObjectMapper;

class JsonTextTest {

    private static final ObjectMapper JACKSON = new ObjectMapper();

    private static <T> T read(String json, Function<JsonCursor, T> reader) {
        byte[] bytes = json.getBytes(UTF_8);
        return JsonCursor.read("entry", Arrays.copyOf(bytes, bytes.length + 1), reader);
    }

    private static String failure(String json, Function<JsonCursor, ?> reader) {
        return String.valueOf(assertThrows(Pt2Exception.class, () -> read(json, reader)).getMessage());
    }

    @Test
    void readsWhateverJacksonWrites() {
        Random random = new Random(20260103);
        for (int round = 0; round < 500; round++) {
            Object value = value(random, 0);
            String compact = JACKSON.writeValueAsString(value);
            String spaced = JACKSON.writerWithDefaultPrettyPrinter().writeValueAsString(value);
            assertEquals(value, read(compact, json -> like(value, json)), compact);
            assertEquals(value, read(spaced, json -> like(value, json)), spaced);
            assertEquals("passed over", read(compact, json -> {
                json.skip();
                return "passed over";
            }));
        }
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth < 4 ? 6 : 4)) {
            case 0 -> random.nextBoolean() ? random.nextLong() : (Object) (long) random.nextInt(-9, 10);
            case 1 -> random.nextGaussian() * Math.pow(10, random.nextInt(-30, 30));
            case 2 -> random.nextBoolean();
            case 3 -> text(random);
            case 4 -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
            default -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), value(random, depth + 1));
                }
                yield map;
            }
        };
    }

    private static String text(Random random) {
        String alphabet = "ab_.0 \"\\/\n\t\u0001{}[],:é𝄞\uFFFD";
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            int at = alphabet.offsetByCodePoints(0, random.nextInt(alphabet.codePointCount(0, alphabet.length())));
            text.appendCodePoint(alphabet.codePointAt(at));
        }
        return text.toString();
    }

    private static Object like(Object shape, JsonCursor json) {
        return switch (shape) {
            case Long number -> json.integer();
            case Double number -> json.decimal();
            case Boolean truth -> json.bool();
            case String text -> json.string();
            case List<?> list -> {
                List<Object> rest = new ArrayList<>(list);
                yield json.list(() -> like(rest.removeFirst(), json));
            }
            case Map<?, ?> map -> {
                List<Object> rest = new ArrayList<>(map.values());
                yield json.map(() -> like(rest.removeFirst(), json));
            }
            default -> throw new IllegalArgumentException("unexpected " + shape);
        };
    }

    @Test
    void equalStringsAreOneObjectAndNamesAreLiterals() {
        List<String> strings = read("[\"layer.0\", \"x\", \"layer.0\"]", json -> json.list(json::string));
        assertSame(strings.get(0), strings.get(2));
        List<String> names = new ArrayList<>();
        read("{\"dtype\": 7}", json -> {
            json.struct(field -> {
                names.add(field);
                json.skip();
            });
            return names;
        });
        assertSame("dtype", names.getFirst());
    }

    @Test
    void anEqualTextIsReadOnce() {
        List<int[]> read = read("[{\"a\": 1}, {\"a\": 2}, {\"a\": 1}, {\"a\":1}]", json -> {
            RepeatedObjects<int[]> pool = json.repeatedObjects();
            return json.list(() -> json.repeated(pool, () -> {
                int[] value = {0};
                json.struct(field -> value[0] = json.smallInteger());
                return value;
            }));
        });
        assertSame(read.get(0), read.get(2));
        assertNotSame(read.get(0), read.get(3), "another spelling is another text");
        assertEquals(List.of(1, 2, 1, 1), read.stream().map(value -> value[0]).toList());
    }

    @Test
    void whatFollowedBeforeIsExpectedButNotTakenForGranted() {
        Random random = new Random(7);
        StringBuilder json = new StringBuilder("[0");
        List<Integer> values = new ArrayList<>(List.of(0));
        for (int i = 0; i < 2_000; i++) {
            // A cycle with exceptions; the texts of 1, 11, 111 begin alike.
            int value = random.nextInt(9) == 0 ? random.nextInt(500) : List.of(1, 11, 1, 111, 7).get(i % 5);
            values.add(value);
            json.append(", {\"a\": ").append(value).append('}');
        }
        int[] reads = {0};
        List<Integer> read = read(json + "]", cursor -> {
            RepeatedObjects<Integer> pool = cursor.repeatedObjects();
            return cursor.list(() -> cursor.isInteger() ? cursor.smallInteger() : cursor.repeated(pool, () -> {
                reads[0]++;
                int[] value = {0};
                cursor.struct(field -> value[0] = cursor.smallInteger());
                return value[0];
            }));
        });
        assertEquals(values, read);
        assertEquals(values.stream().skip(1).distinct().count(), reads[0]);
    }

    @Test
    void bracketsWithinStringsDoNotEndARepeatedText() {
        List<String> read = read("[{\"a\": \"}\"}, {\"a\": \"}\"}, {\"a\": \"\\\"}\"}, {\"a\": \"{\"}, {\"a\": \"x\"}]", json -> {
            RepeatedObjects<String> pool = json.repeatedObjects();
            return json.list(() -> json.repeated(pool, () -> {
                String[] value = {""};
                json.struct(field -> value[0] = json.string());
                return value[0];
            }));
        });
        assertEquals(List.of("}", "}", "\"}", "{", "x"), read);
    }

    @Test
    void aPoolKeepsManyPieces() {
        StringBuilder json = new StringBuilder("[\"first\"");
        for (int i = 0; i < 5_000; i++) {
            json.append(",\"name_").append(i).append('"');
        }
        List<String> read = read(json + ",\"name_0\",\"name_4999\"]", cursor -> cursor.list(cursor::string));
        assertEquals(5_003, read.size());
        assertSame(read.get(1), read.get(5_001));
        assertSame(read.get(5_000), read.get(5_002));
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 9223372036854775807", "-9223372036854775808, -9223372036854775808", "0, 0", "-0, 0",
            "999999999999999999, 999999999999999999"})
    void readsIntegers(String text, long value) {
        assertEquals(value, read(text, JsonCursor::integer));
    }

    @ParameterizedTest
    @CsvSource({"1e-05, 1e-05", "-1.5E+3, -1500", "7, 7", "NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity",
            "'\"-Infinity\"', -Infinity"})
    void readsDecimals(String text, double value) {
        assertEquals(value, read(text, JsonCursor::decimal));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "[1,]", "[1 2]", "[,1]", "{\"a\":1,}", "{\"a\" 1}", "{a:1}", "{\"a\":}", "[", "{", "[1", "{\"a\"",
        "\"abc", "\"\\", "\"\\x\"", "\"\\u12g4\"", "\"\\u12", "\"a\nb\"", "01", "1.", ".5", "1e", "+1", "- 1", "tru", "nul", "True", "[1]]",
        "1 2", "\u0000", "'a'", "1_0", "0x10", "1f", "--1", "NaN1"})
    void refusesWhatIsNoJson(String text) {
        String message = failure(text, json -> {
            json.skip();
            return "";
        });
        assertTrue(message.startsWith("entry: "), message);
    }

    @Test
    void refusesNumbersBeyond64Bits() {
        assertEquals("entry: integer beyond 64 bits (line 1, column 1)", failure("9223372036854775808", JsonCursor::integer));
        assertTrue(failure("1.0", JsonCursor::integer).contains("expected an integer but found a number"));
    }

    @Test
    void errorsNameThePlace() {
        assertEquals("entry: at /graph/nodes/2/kind: expected an integer but found a truth value (line 2, column 19)", failure("""
                {"graph": {"name": "a,b", "nodes": [{"kind": 1}, {"x": [1, 2], "kind": 2},
                          {"kind":true}]}}
                """, json -> {
            json.struct(graph -> json.struct(field -> {
                if (field.equals("nodes")) {
                    json.list(() -> {
                        json.struct(kind -> {
                            if (kind.equals("kind")) {
                                json.integer();
                            } else {
                                json.skip();
                            }
                        });
                        return "";
                    });
                } else {
                    json.skip();
                }
            }));
            return "";
        }));
    }

    @Test
    void anErrorBehindAnObjectNamesTheObject() {
        assertEquals("entry: at /a: odd", failure("{\"a\": {\"b\": 1}, \"c\": 2}", json -> {
            json.struct(field -> {
                json.skip();
                throw json.error("odd");
            });
            return "";
        }));
    }
}
