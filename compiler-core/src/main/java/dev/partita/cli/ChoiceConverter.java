package dev.partita.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.TypeConversionException;

/** Reads one of a few words, the constants of an enum in lower case, and says which there are when it is another. */
final class ChoiceConverter<E extends Enum<E>> implements ITypeConverter<E> {

    private final Class<E> choices;

    private ChoiceConverter(Class<E> choices) {
        this.choices = choices;
    }

    /** Takes care of every option of {@code line} and its commands whose values are an enum's. */
    static void registerIn(CommandLine line) {
        for (ArgSpec arg : line.getCommandSpec().args()) {
            for (Class<?> type : arg.auxiliaryTypes()) {
                register(line, type);
            }
        }
        line.getSubcommands().values().forEach(ChoiceConverter::registerIn);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static void register(CommandLine line, Class<?> type) {
        if (type.isEnum()) {
            line.registerConverter((Class) type, new ChoiceConverter(type));
        }
    }

    @Override
    public E convert(String value) {
        return Arrays.stream(choices.getEnumConstants()).filter(choice -> choice.name().equalsIgnoreCase(value)).findFirst()
                .orElseThrow(() -> new TypeConversionException("expected " + Arrays.stream(choices.getEnumConstants())
                        .map(choice -> choice.name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(" or "))
                        + ", found '" + value + "'"));
    }
}
