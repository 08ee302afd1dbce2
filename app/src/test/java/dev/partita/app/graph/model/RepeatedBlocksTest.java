package dev.partita.app.graph.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.partita.app.graph.SampleModels;
import dev.partita.app.graph.model.RepeatedBlocks.Stretch;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RepeatedBlocksTest {

    @Property(tries = 100)
    void aBlockThatRepeatsIsFoundWhateverStandsAround(
            @ForAll @IntRange(min = 4, max = 40) int length, @ForAll @IntRange(min = 3, max = 20) int count,
            @ForAll @IntRange(min = 0, max = 30) int before, @ForAll long seed) {
        // All numbers differ, so that nothing but the block repeats.
        int[] numbers = new Random(seed).ints().distinct().limit(length + before + 5L).toArray();
        IntStream blocks = IntStream.range(0, length * count).map(i -> numbers[before + i % length]);
        IntStream start = IntStream.range(0, before).map(i -> numbers[i]);
        IntStream end = IntStream.range(0, 5).map(i -> numbers[before + length + i]);
        Optional<Stretch> found = RepeatedBlocks.find(IntStream.concat(IntStream.concat(start, blocks), end).toArray());
        boolean worthIt = length * count * 4 >= length * count + before + 5;
        assertEquals(worthIt ? Optional.of(new Stretch(before, length, count)) : Optional.empty(), found);
    }

    @Test
    void aChainOfEqualOperationsHasNoBlocks() {
        assertEquals(Optional.empty(), RepeatedBlocks.find(new int[200]));
    }

    @Test
    void theLayersOfATransformerAreFoundWithoutItsModules() {
        GraphModel model = SampleModels.transformerWithoutModules(24);
        List<Group> blocks = model.groups().stream().filter(group -> group.name().type().equals("Block")).toList();
        assertTrue(blocks.size() >= 22, "blocks " + blocks.size());
        int first = model.group(blocks.getFirst().path()).orElseThrow();
        assertTrue(model.repeats(first) >= blocks.size() - 1, "alike " + model.repeats(first));
        assertEquals(15, model.boxCount(first), "as many as an encoder layer has operations");
    }

    @Test
    void modulesOfTheFileAreKept() {
        GraphModel model = SampleModels.transformer(24);
        assertTrue(model.groups().stream().noneMatch(group -> group.name().type().equals("Block")));
    }
}
