package dev.partita.app.session;

import dev.partita.settings.CompilationSettings;
import dev.partita.settings.CoreSettings;
import dev.partita.settings.InputSpec;
import dev.partita.settings.Setting;
import dev.partita.settings.SettingType;
import dev.partita.settings.ShapeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The open document's settings as something to paste elsewhere. */
public final class CopyText {

    private CopyText() {}

    /** {@code partita compile model.pt2 -o model --min-block-size 3}. */
    public static String commandLine(Document document) {
        List<String> words = new ArrayList<>(List.of("partita", "compile", quoted(document.file().toString()), "-o",
                quoted(document.file().resolveSibling(document.program().name() + ".compiled").toString())));
        document.place().name().ifPresent(name -> words.addAll(List.of("--model", quoted(name))));
        CompilationSettings settings = document.settings().get();
        for (Setting<?> setting : settings.changed()) {
            addFlag(words, settings, setting);
        }
        return String.join(" ", words);
    }

    private static <T> void addFlag(List<String> words, CompilationSettings settings, Setting<T> setting) {
        if (setting.equals(CoreSettings.INPUTS)) {
            settings.get(CoreSettings.INPUTS).forEach(input -> words.addAll(List.of("--input", quoted(input.toString()))));
        } else if (setting.type() instanceof SettingType.Flag) {
            words.add(settings.text(setting).equals("true") ? setting.flag() : setting.flag().replaceFirst("--", "--no-"));
        } else {
            words.addAll(List.of(setting.flag(), quoted(settings.text(setting))));
        }
    }

    private static String quoted(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** A script that compiles the same program with Torch-TensorRT; what it cannot express stands there as a comment. */
    public static String python(Document document) {
        CompilationSettings settings = document.settings().get();
        StringBuilder script = new StringBuilder("""
                import torch
                import torch_tensorrt
                %s
                compiled = torch_tensorrt.dynamo.compile(
                    program,
                    arg_inputs=[
                """.formatted(load(document.place())));
        document.program().inputs().forEach(input -> script.append("        ").append(input(input, settings)).append(",\n"));
        script.append("    ],\n");
        List<String> absent = new ArrayList<>();
        for (Setting<?> setting : settings.changed()) {
            if (setting.isOurs()) {
                absent.add(setting.name() + " = " + settings.text(setting));
            } else if (!setting.equals(CoreSettings.INPUTS)) {
                script.append("    ").append(setting.name()).append('=').append(value(settings, setting)).append(",\n");
            }
        }
        script.append(")\n");
        absent.forEach(line -> script.append("# Torch-TensorRT has no such setting: ").append(line).append('\n'));
        return script.toString();
    }

    /** {@code torch.export.load} knows one name only. */
    private static String load(ProgramPlace place) {
        String file = text(place.file().toString());
        return place.name()
                .map(name -> "from torch.export.pt2_archive._package import load_pt2\n\nprogram = load_pt2(" + file
                        + ").exported_programs[" + text(name) + "]")
                .orElseGet(() -> "\nprogram = torch.export.load(" + file + ")");
    }

    private static String input(Program.Input input, CompilationSettings settings) {
        String dtype = ", dtype=torch." + input.spec().dtype().torchName() + ")";
        return settings.get(CoreSettings.INPUTS).stream()
                .filter(spec -> spec.name().equals(input.name()))
                .findFirst()
                .map(InputSpec::union)
                .map(range -> ranged(range) + dtype)
                .orElseGet(() -> "torch_tensorrt.Input(shape=" + input.spec().shape() + dtype);
    }

    private static String ranged(ShapeRange range) {
        return "torch_tensorrt.Input(min_shape=" + range.min() + ", opt_shape=" + range.opt()
                + ", max_shape=" + range.max();
    }

    private static <T> String value(CompilationSettings settings, Setting<T> setting) {
        return python(setting.type().toJson(settings.get(setting)));
    }

    private static String python(@Nullable Object json) {
        return switch (json) {
            case null -> "None";
            case Boolean flag -> flag ? "True" : "False";
            case Collection<?> items -> items.stream()
                    .map(item -> String.valueOf(item).startsWith("torch.ops.") ? String.valueOf(item) : python(item))
                    .collect(Collectors.joining(", ", "{", "}"));
            case String words -> text(words);
            default -> json.toString();
        };
    }

    private static String text(String words) {
        return '"' + words.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
