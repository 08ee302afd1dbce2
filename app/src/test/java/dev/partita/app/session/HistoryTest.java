package dev.partita.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class HistoryTest {

    private final History<String> history = new History<>("a");

    @Test
    void undoAndRedoWalkThroughNamedSteps() {
        history.apply("to b", "b");
        history.apply("to c", "c");
        history.undo();
        assertEquals("b", history.get());
        assertEquals("to b", history.undoNameProperty().get());
        assertEquals("to c", history.redoNameProperty().get());
        history.redo();
        assertEquals("c", history.get());
        assertEquals("", history.redoNameProperty().get());
    }

    @Test
    void anEditAfterUndoForgetsWhatWasUndone() {
        history.apply("to b", "b");
        history.undo();
        history.apply("to c", "c");
        history.redo();
        assertEquals("c", history.get());
    }

    @Test
    void anEditThatChangesNothingIsNoStep() {
        history.apply("to a", "a");
        assertEquals("", history.undoNameProperty().get());
    }

    @Test
    void consecutiveEditsWithOneKeyAreOneStep() {
        history.apply("type", "field", "a1");
        history.apply("type", "field", "a12");
        history.undo();
        assertEquals("a", history.get());
    }

    @Test
    void typingBackToTheStartLeavesNoStep() {
        history.apply("type", "field", "a1");
        history.apply("type", "field", "a");
        assertEquals("", history.undoNameProperty().get());
    }

    @Test
    void undoAtTheBeginningDoesNothing() {
        history.undo();
        assertEquals("a", history.get());
    }
}
