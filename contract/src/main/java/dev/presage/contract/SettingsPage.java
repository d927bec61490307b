package dev.presage.contract;

import java.util.List;
import java.util.stream.Collectors;

/** Settings, as a program lists them. */
public final class SettingsPage {
    private SettingsPage() {}

    /** For a terminal: each with what it may be, its default, and what it is for. */
    public static String text(List<Setting> settings) {
        return settings.stream()
                .map(setting -> setting.key() + ", " + setting.expected()
                        + (setting.otherwise().isEmpty() ? "; not set by default" : "; default " + setting.otherwise())
                        + "\n    " + setting.about())
                .collect(Collectors.joining("\n"));
    }

    /** For a document: a table in Markdown. */
    public static String markdown(List<Setting> settings) {
        return settings.stream()
                .map(setting -> "| `" + setting.key() + "` | "
                        + (setting.otherwise().isEmpty() ? "" : "`" + setting.otherwise() + "`") + " | "
                        + cell(setting.expected()) + " | " + cell(setting.about()) + " |")
                .collect(Collectors.joining(
                        "\n", "| variable | default | may be | what it is for |\n|---|---|---|---|\n", ""));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("*", "\\*");
    }
}
