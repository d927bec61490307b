package dev.presage.evaluator;

import dev.presage.contract.Setting;
import dev.presage.contract.SettingsPage;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code batch-evaluator.jar settings}. */
@Command(
        name = "settings",
        description = "Prints every setting: what it may be, its default, and what it is for.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
final class SettingsCommand {
    @Option(names = "--markdown", description = "As tables for docs/settings.md.")
    private boolean markdown;

    String page() {
        List<Setting> settings = EvaluatorSettings.described();
        return markdown ? SettingsPage.markdown(settings) : SettingsPage.text(settings);
    }
}
