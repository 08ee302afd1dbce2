package dev.partita.compile;

import dev.partita.fixture.ExpectedRun;
import dev.partita.partition.PartitionException;
import dev.partita.report.DryRun;
import dev.partita.report.PartitionJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Our dry run of a model beside Torch-TensorRT's own, key by key.
 *
 * <p>Where shapes are symbolic, torch numbers some names by how many symbols it looked at while tracing. Nodes are
 * therefore matched by position; the line says when names differ.
 *
 * @param firstDifference empty when everything is equal
 */
record Comparison(
        String name, Score nodes, Score segments, boolean sameNames, Optional<String> firstDifference) {

    /** How many of the recorded things came out equal. */
    record Score(int equal, int all) {
        @Override
        public String toString() {
            return equal + "/" + all;
        }
    }

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final List<String> NODE_KEYS =
            List.of("name", "op", "target", "args", "kwargs", "val", "users", "supported", "converter", "reason", "segment");
    private static final List<String> SEGMENT_KEYS = List.of("name", "kind", "nodes", "target", "get_attrs", "outputs", "num_ops");

    boolean isEqual() {
        return firstDifference.isEmpty();
    }

    static Comparison of(OpenedProgram program, ExpectedRun run) {
        try {
            Plan plan = new Planner().plan(program, run.settings());
            DryRun dryRun = new DryRun(run.name(), 0, plan.lowered().graph(), plan.lowered().ranges(),
                    new DryRun.Partitioned(plan.partitioning(), plan.settings(), Optional.empty()));
            return compare(run, MAPPER.valueToTree(PartitionJson.toMap(dryRun)));
        } catch (PartitionException refusal) {
            return run.failedInPython()
                    ? new Comparison(run.name(), new Score(0, 0), new Score(0, 0), true, Optional.empty())
                    : failed(run, "refused: " + refusal.getMessage());
        } catch (RuntimeException failure) {
            return failed(run, failure.toString());
        }
    }

    private static Comparison failed(ExpectedRun run, String how) {
        return new Comparison(run.name(), new Score(0, run.json().get("lowered").size()), new Score(0, run.segments().size()),
                true, Optional.of(how.lines().findFirst().orElse("")));
    }

    private static Comparison compare(ExpectedRun run, JsonNode ours) {
        List<String> differences = new ArrayList<>();
        List<JsonNode> theirNodes = list(run.json().get("lowered"));
        List<JsonNode> ourNodes = list(ours.get("lowered"));
        Matching matching = new Matching(ourNames(theirNodes, ourNodes), run.wasLeftWhole());
        Score nodes = matching.score(theirNodes, ourNodes, NODE_KEYS, differences);
        Score segments = run.failedInPython() || run.wasLeftWhole()
                ? new Score(0, 0)
                : matching.score(run.segments(), list(ours.get("segments")), SEGMENT_KEYS, differences);
        boolean sameNames = matching.ourNames.entrySet().stream().allMatch(entry -> entry.getKey().equals(entry.getValue()));
        return new Comparison(run.name(), nodes, segments, sameNames, differences.stream().findFirst());
    }

    /** Their name to ours, by position; empty when the graphs differ in length. */
    private static Map<String, String> ourNames(List<JsonNode> theirs, List<JsonNode> ours) {
        Map<String, String> names = new HashMap<>();
        if (theirs.size() == ours.size()) {
            for (int i = 0; i < theirs.size(); i++) {
                names.put(theirs.get(i).get("name").asString(), ours.get(i).get("name").asString());
            }
        }
        return names;
    }

    private record Matching(Map<String, String> ourNames, boolean leftWhole) {

        /** A node's name in a reference, or as an item of a list of names. */
        private static final Pattern NAME = Pattern.compile("%(\\w+)|\"(\\w+)\"");

        Score score(List<JsonNode> theirs, List<JsonNode> ours, List<String> keys, List<String> differences) {
            int equal = 0;
            for (int i = 0; i < theirs.size(); i++) {
                Optional<String> difference = i < ours.size()
                        ? difference(theirs.get(i), ours.get(i), keys)
                        : Optional.of(theirs.get(i).get("name") + " is missing");
                difference.ifPresent(differences::add);
                equal += difference.isEmpty() ? 1 : 0;
            }
            if (ours.size() > theirs.size()) {
                differences.add("too many: " + ours.get(theirs.size()).get("name"));
            }
            return new Score(equal, theirs.size());
        }

        private Optional<String> difference(JsonNode theirs, JsonNode ours, List<String> keys) {
            for (String key : keys) {
                if (key.equals("segment") && leftWhole) {
                    continue;
                }
                boolean namesNodes = List.of("name", "args", "kwargs", "users", "nodes", "outputs").contains(key);
                String expected = namesNodes ? renamed(text(theirs.get(key))) : text(theirs.get(key));
                String found = text(ours.get(key));
                if (!expected.equals(found)) {
                    return Optional.of(theirs.get("name").asString() + ": " + key + " " + expected + ", here " + found);
                }
            }
            return Optional.empty();
        }

        private String renamed(String text) {
            return NAME.matcher(text).replaceAll(match -> match.group(1) != null
                    ? "%" + ourNames.getOrDefault(match.group(1), match.group(1))
                    : '"' + ourNames.getOrDefault(match.group(2), match.group(2)) + '"');
        }

        private static String text(JsonNode value) {
            if (value == null || value.isNull()) {
                return "nothing";
            }
            // One Python decorator hides the name of the function that it wraps.
            return value.toString().equals("\"wrapper\"") ? "\"aten_ops_nonzero\"" : value.toString();
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> items = new ArrayList<>();
        array.forEach(items::add);
        return items;
    }

    /** {@code resnet18_w16.mbs1   nodes 180/180   segments 1/1}, and the first difference. */
    String line() {
        return String.format("%-44s nodes %s, segments %s%s%s", name, nodes, segments, sameNames ? "" : ", names differ",
                firstDifference.map(difference -> "  " + (difference.length() > 300 ? difference.substring(0, 300) + "..." : difference)).orElse(""));
    }
}
