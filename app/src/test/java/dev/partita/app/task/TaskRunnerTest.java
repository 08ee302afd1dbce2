package dev.partita.app.task;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskRunnerTest {

    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private final TaskRunner runner = new TaskRunner(waiting::add, Runnable::run);
    private final List<String> results = new ArrayList<>();

    @Test
    void aNewerTaskOfTheSameLaneWinsWhicheverEndsFirst() {
        RunningTask older = submit("lane", "old");
        submit("lane", "new");
        waiting.removeLast().run();
        waiting.removeLast().run();
        assertEquals(List.of("new"), results);
        assertTrue(older.isCancelled());
    }

    @Test
    void tasksWithoutLaneAllDeliver() {
        submit("", "first");
        submit("", "second");
        waiting.forEach(Runnable::run);
        assertEquals(List.of("first", "second"), results);
    }

    @Test
    void aCancelledTaskDeliversNothingAndSaysSo() {
        RunningTask task = runner.submit(
                new BackgroundTask<>("t", "lane", context -> "late", results::add, problem -> {}),
                () -> results.add("cancelled"));
        task.cancel();
        waiting.forEach(Runnable::run);
        assertEquals(List.of("cancelled"), results);
    }

    @Test
    void failuresAreDeliveredAndErrorsToo() {
        runner.submit(new BackgroundTask<String>("t", "", context -> {
            throw new StackOverflowError("deep");
        }, results::add, problem -> results.add(String.valueOf(problem.getCause()))));
        waiting.forEach(Runnable::run);
        assertEquals(List.of("java.lang.StackOverflowError: deep"), results);
    }

    @Test
    void runningTasksAreListedUntilTheyEnd() {
        submit("", "one");
        assertEquals(1, runner.running().size());
        waiting.forEach(Runnable::run);
        assertEquals(0, runner.running().size());
    }

    @Test
    void cancelActionsRunOnceAndAlsoWhenRegisteredLate() {
        RunningTask task = submit("", "x");
        task.onCancel(() -> results.add("early"));
        task.cancel();
        task.cancel();
        task.onCancel(() -> results.add("late"));
        assertEquals(List.of("early", "late"), results);
    }

    private RunningTask submit(String lane, String result) {
        return runner.submit(new BackgroundTask<>(result, lane, context -> result, results::add, problem -> {}));
    }
}
