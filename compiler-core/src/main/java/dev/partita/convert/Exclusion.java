package dev.partita.convert;

import dev.partita.settings.Setting;
import java.util.Set;

/**
 * The entry of a setting by which the user sends a node to Torch.
 *
 * @param setting one of the {@code torch_executed_*} settings
 * @param entry as the user wrote it
 */
public record Exclusion(Setting<Set<String>> setting, String entry) {}
