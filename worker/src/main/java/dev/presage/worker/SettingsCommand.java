package dev.presage.worker;

import dev.presage.contract.Setting;
import dev.presage.contract.SettingsPage;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code worker.jar settings}. */
@Command(
        name = "settings",
        description = "Prints every setting: what it may be, its default, and what it is for.",
        mixinStandardHelpOptions = true)
final class SettingsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Option(names = "--markdown", description = "As tables for docs/settings.md.")
    private boolean markdown;

    @Override
    public void run() {
        List<Setting> settings = WorkerSettings.described();
        spec.commandLine().getOut().println(markdown ? SettingsPage.markdown(settings) : SettingsPage.text(settings));
    }
}
