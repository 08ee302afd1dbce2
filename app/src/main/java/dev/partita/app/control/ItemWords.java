package dev.partita.app.control;

import java.util.function.Function;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** How the items of a choice read; nothing is typed there, so nothing is read back. */
public final class ItemWords<T> extends StringConverter<T> {

    private final Function<T, String> words;

    public ItemWords(Function<T, String> words) {
        this.words = words;
    }

    @Override
    public String toString(@Nullable T item) {
        return item == null ? "" : words.apply(item);
    }

    @Override
    public T fromString(String text) {
        throw new UnsupportedOperationException("not editable");
    }
}
