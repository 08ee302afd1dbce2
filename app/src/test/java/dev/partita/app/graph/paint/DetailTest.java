package dev.partita.app.graph.paint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DetailTest {

    @Test
    void aLevelIsLeftLaterThanItIsEntered() {
        assertEquals(Detail.FULL, Detail.SHAPES.at(0.6, 10));
        assertEquals(Detail.FULL, Detail.FULL.at(0.5, 10));
        assertEquals(Detail.SHAPES, Detail.SHAPES.at(0.5, 10));
        assertEquals(Detail.SHAPES, Detail.SHAPES.at(0.13, 10));
        assertEquals(Detail.DOTS, Detail.DOTS.at(0.13, 10));
    }

    @Test
    void moreThanAFrameCanDrawBecomesDotsAtAnyZoom() {
        assertEquals(Detail.DOTS, Detail.FULL.at(1, 2_501));
        assertEquals(Detail.DOTS, Detail.DOTS.at(1, 2_400));
        assertEquals(Detail.FULL, Detail.DOTS.at(1, 2_000));
    }
}
