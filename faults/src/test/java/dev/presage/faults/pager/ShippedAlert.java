package dev.presage.faults.pager;

import dev.presage.process.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An alert of {@code alerts/rules}.
 *
 * @param file of rules, by name
 * @param waits how long its expression must hold, as the rule says it; {@code 0s} where it says nothing
 * @param lasts how long it goes on after that, likewise
 */
record ShippedAlert(String file, String name, String severity, String waits, String lasts) {

    /** The files of rules. */
    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(Checkout.own().root().resolve("alerts/rules"))) {
            return files.filter(file -> file.toString().endsWith(".yml"))
                    .sorted()
                    .toList();
        }
    }

    /** All, in the order of files and rules. */
    static List<ShippedAlert> all() throws IOException {
        Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
        List<ShippedAlert> alerts = new ArrayList<>();
        for (Path file : files()) {
            for (Map<?, ?> group :
                    maps(yaml.<Map<?, ?>>load(Files.readString(file)).get("groups"))) {
                for (Map<?, ?> rule : maps(group.get("rules"))) {
                    if (rule.containsKey("alert")) {
                        alerts.add(of(String.valueOf(file.getFileName()), rule));
                    }
                }
            }
        }
        return alerts;
    }

    private static ShippedAlert of(String file, Map<?, ?> rule) {
        Map<?, ?> labels = (Map<?, ?>) Objects.requireNonNull(rule.get("labels"));
        return new ShippedAlert(
                file, text(rule, "alert"), text(labels, "severity"), text(rule, "for"), text(rule, "keep_firing_for"));
    }

    private static String text(Map<?, ?> map, String key) {
        return map.containsKey(key) ? String.valueOf(map.get(key)) : "0s";
    }

    private static List<Map<?, ?>> maps(@Nullable Object list) {
        List<Map<?, ?>> maps = new ArrayList<>();
        ((List<?>) Objects.requireNonNull(list)).forEach(item -> maps.add((Map<?, ?>) item));
        return maps;
    }

    boolean isCritical() {
        return severity.equals("critical");
    }
}
