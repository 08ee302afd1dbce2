package dev.partita.convert.torchtrt;

import dev.partita.ir.Node;
import dev.partita.settings.CompilationSettings;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A condition on a call.
 *
 * @param words what it asks for, to follow "it needs"
 */
record Requirement(String words, BiPredicate<Node, CompilationSettings> test) {

    static Requirement that(String words, Predicate<Node> test) {
        return new Requirement(words, (node, _) -> test.test(node));
    }

    boolean isMetBy(Node node, CompilationSettings settings) {
        return test.test(node, settings);
    }
}
