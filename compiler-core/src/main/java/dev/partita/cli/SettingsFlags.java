package dev.partita.cli;

import dev.partita.file.FileProblem;
import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.Group;
import dev.partita.settings.Setting;
import dev.partita.settings.SettingType;
import dev.partita.settings.Settings;
import dev.partita.settings.SettingsException;
import dev.partita.settings.SettingsJson;
import dev.partita.settings.SettingsRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Gives a command one flag for each setting of the catalogue, and {@code --settings FILE}. Flags win over the file. Used
 * as {@code @Command(modelTransformer = SettingsFlags.class)}.
 */
public final class SettingsFlags implements IModelTransformer {

    private static final String FILE = "--settings";

    @Override
    public CommandSpec transform(CommandSpec spec) {
        spec.addOption(OptionSpec.builder(FILE)
                .paramLabel("FILE")
                .type(Path.class)
                .description("Settings as a JSON object with the same names, as written by --json or by Torch-TensorRT.")
                .build());
        for (Group group : Group.values()) {
            List<Setting<?>> members = Settings.in(group);
            if (!members.isEmpty()) {
                ArgGroupSpec.Builder flags = ArgGroupSpec.builder()
                        .validate(false)
                        .heading("%n" + group.title() + "%n");
                members.forEach(setting -> flags.addArg(flag(setting)));
                spec.addArgGroup(flags.build());
            }
        }
        Settings.refused().forEach((name, reason) -> spec.addOption(OptionSpec.builder("--" + name.replace('_', '-'))
                .arity("0..1")
                .type(String.class)
                .hidden(true)
                .description(reason)
                .build()));
        return spec;
    }

    /** What the user chose, contradictions refused. */
    public static CompilationSettings read(ParseResult parsed) {
        Settings.refused().forEach((name, reason) -> {
            if (parsed.hasMatchedOption("--" + name.replace('_', '-'))) {
                throw new SettingsException(reason);
            }
        });
        CompilationSettings settings = file(parsed);
        for (Setting<?> setting : Settings.ALL) {
            if (parsed.hasMatchedOption(name(setting))) {
                settings = with(settings, setting, parsed);
            }
        }
        return SettingsRules.checked(settings);
    }

    /** What the user chose for one setting; empty when nothing, and a file of settings says what holds. */
    static Optional<Boolean> chosen(Setting<Boolean> setting, ParseResult parsed) {
        return Optional.ofNullable(parsed.matchedOptionValue(name(setting), (Boolean) null));
    }

    private static CompilationSettings file(ParseResult parsed) {
        Path file = parsed.matchedOptionValue(FILE, null);
        if (file == null) {
            return CompilationSettings.defaults();
        }
        try {
            return SettingsJson.read(file);
        } catch (IOException e) {
            throw new CommandException(ExitCode.BAD_FILE, "cannot read the settings in " + file + ": " + FileProblem.words(e), e);
        }
    }

    private static OptionSpec flag(Setting<?> setting) {
        OptionSpec.Builder option = OptionSpec.builder(name(setting)).description(setting.words().replace("%", "%%")
                + (setting.forcesRebuild() ? " Forces engines to be built anew." : "")
                + (setting.isOurs() ? " No setting of Torch-TensorRT." : "")
                + usual(setting));
        return setting.type() instanceof SettingType.Flag
                ? option.negatable(true).arity("0").type(Boolean.class).build()
                : option.arity("1").type(List.class).auxiliaryTypes(String.class).paramLabel(label(setting.type())).build();
    }

    /** What holds when the flag is left out. */
    private static <T> String usual(Setting<T> setting) {
        String text = setting.type().print(setting.initial());
        return text.isEmpty() ? "" : " (default: " + switch (text) {
            case "true" -> "on";
            case "false" -> "off";
            default -> text;
        } + ")";
    }

    /** One input at a time reads better in the singular. */
    private static String name(Setting<?> setting) {
        return setting.equals(CoreSettings.INPUTS) ? "--input" : setting.flag();
    }

    private static String label(SettingType<?> type) {
        return switch (type) {
            case SettingType.Whole _ -> "N";
            case SettingType.Decimal _ -> "X";
            case SettingType.Inputs _ -> "NAME=min:SHAPE,opt:SHAPE,max:SHAPE";
            case SettingType.SetOf<?> _ -> "A,B...";
            case SettingType.Maybe<?>(var some) -> label(some);
            case SettingType.Choice<?> choice -> choice.hint().replace(" or ", "|");
            case SettingType.ElementType element -> element.hint().replace(" or ", "|");
            case SettingType.Text _, SettingType.Flag _ -> "VALUE";
        };
    }

    private static <T> CompilationSettings with(CompilationSettings settings, Setting<T> setting, ParseResult parsed) {
        if (setting.type() instanceof SettingType.Flag) {
            return settings.withText(setting, parsed.matchedOptionValue(name(setting), Boolean.TRUE).toString());
        }
        List<String> values = parsed.matchedOptionValue(name(setting), List.of());
        return settings.withText(setting, switch (setting.type()) {
            case SettingType.SetOf<?> _ -> String.join(",", values);
            case SettingType.Inputs _ -> String.join(" ", values);
            default -> values.getLast();
        });
    }
}
