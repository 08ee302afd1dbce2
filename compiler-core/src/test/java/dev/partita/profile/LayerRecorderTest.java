package dev.partita.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class LayerRecorderTest {

    @Test
    void firstNameComingAgainStartsANewQuery() {
        LayerRecorder recorder = new LayerRecorder();
        for (float scale : new float[] {1, 2, 3}) {
            recorder.report("conv", 3 * scale);
            recorder.report("relu", 0);
            recorder.report("fc", scale);
        }
        assertEquals(3, recorder.queries());
        assertEquals(
                List.of(new LayerTiming("conv", 18, 6, 6, 75), new LayerTiming("relu", 0, 0, 0, 0),
                        new LayerTiming("fc", 6, 2, 2, 25)),
                recorder.timings());
    }

    @Test
    void sameNameTwiceWithinAQueryIsTwoLayers() {
        LayerRecorder recorder = new LayerRecorder();
        recorder.report("reformat", 1);
        recorder.report("conv", 1);
        recorder.report("conv", 2);
        recorder.report("reformat", 3);
        recorder.report("conv", 3);
        recorder.report("conv", 4);
        assertEquals(2, recorder.queries());
        assertEquals(List.of(4f, 4f, 6f), recorder.timings().stream().map(LayerTiming::totalMillis).toList());
    }

    @Test
    void nothingReportedIsNoLayers() {
        assertEquals(List.of(), new LayerRecorder().timings());
        assertEquals(0, new LayerRecorder().queries());
    }
}
