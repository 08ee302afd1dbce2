package dev.partita.app.graph;

import dev.partita.app.graph.model.Box;
import dev.partita.app.graph.model.GraphModel;
import dev.partita.app.graph.model.NodeData;
import dev.partita.app.graph.model.Placements;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Finds boxes by a query: words that must all occur, each anywhere or, behind a facet such as {@code op:conv}, there.
 * Facets: {@code name op module dtype shape segment reason kind}; {@code time>5} compares the painted numbers;
 * {@code /…/} is a regular expression; a minus in front turns a word around.
 */
public final class GraphSearch {

    /** What is searched. */
    public record Subject(GraphModel model, Placements placements, Optional<NodeData> data) {}

    private final Subject subject;

    public GraphSearch(Subject subject) {
        this.subject = subject;
    }

    /** Numbers of the boxes that fit, in the order of the graph; none for an empty query. */
    public List<Integer> find(String query) {
        List<Predicate<Integer>> words = new ArrayList<>();
        for (String word : query.strip().split("\\s+")) {
            if (!word.isEmpty()) {
                words.add(word.startsWith("-") && word.length() > 1 ? predicate(word.substring(1)).negate() : predicate(word));
            }
        }
        List<Integer> found = new ArrayList<>();
        for (int box = 0; box < subject.model.boxes().size() && !words.isEmpty(); box++) {
            int candidate = box;
            if (words.stream().allMatch(word -> word.test(candidate))) {
                found.add(box);
            }
        }
        return found;
    }

    private Predicate<Integer> predicate(String word) {
        if (word.startsWith("time>") || word.startsWith("time<")) {
            return comparison(word);
        }
        int colon = word.indexOf(':');
        Optional<Facet> facet = colon > 0 ? Facet.of(word.substring(0, colon)) : Optional.empty();
        Predicate<String> text = text(facet.isPresent() ? word.substring(colon + 1) : word);
        return facet.isPresent()
                ? box -> text.test(value(box, facet.get()))
                : box -> text.test(value(box, Facet.NAME)) || text.test(value(box, Facet.OP)) || text.test(value(box, Facet.MODULE))
                        || text.test(subject.model.boxes().get(box).label().title());
    }

    private Predicate<Integer> comparison(String word) {
        try {
            double bound = Double.parseDouble(word.substring(5));
            boolean above = word.charAt(4) == '>';
            return box -> subject.data.map(data -> data.value(subject.model.boxes().get(box).id()))
                    .filter(value -> value.isPresent() && (above ? value.getAsDouble() > bound : value.getAsDouble() < bound))
                    .isPresent();
        } catch (NumberFormatException notANumberYet) {
            return box -> false;
        }
    }

    private static Predicate<String> text(String wanted) {
        if (wanted.length() > 2 && wanted.startsWith("/") && wanted.endsWith("/")) {
            try {
                return Pattern.compile(wanted.substring(1, wanted.length() - 1), Pattern.CASE_INSENSITIVE).asPredicate();
            } catch (PatternSyntaxException unfinished) {
                return ignored -> false;
            }
        }
        String lower = wanted.toLowerCase(Locale.ROOT).replace('x', '×');
        String plain = wanted.toLowerCase(Locale.ROOT);
        return value -> {
            String text = value.toLowerCase(Locale.ROOT);
            return text.contains(plain) || text.contains(lower);
        };
    }

    /** What can be searched on its own. */
    enum Facet {
        NAME, OP, MODULE, DTYPE, SHAPE, SEGMENT, REASON, KIND;

        static Optional<Facet> of(String word) {
            for (Facet facet : values()) {
                if (facet.name().equalsIgnoreCase(word)) {
                    return Optional.of(facet);
                }
            }
            return Optional.empty();
        }
    }

    private String value(int number, Facet facet) {
        Box box = subject.model.boxes().get(number);
        return switch (facet) {
            case NAME -> box.facts().absorbed().isEmpty() ? box.id() : box.id() + " " + String.join(" ", box.facts().absorbed());
            case OP -> box.facts().op();
            case MODULE -> box.facts().module();
            case DTYPE -> box.facts().result().dtype();
            case SHAPE -> box.facts().result().shape();
            case SEGMENT -> subject.placements.of(number).segment();
            case REASON -> subject.placements.of(number).reason();
            case KIND -> box.category().words();
        };
    }
}
