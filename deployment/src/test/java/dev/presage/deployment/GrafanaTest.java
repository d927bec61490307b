package dev.presage.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** No test starts Grafana; that much of what it reads fits what is there can be told without. */
class GrafanaTest {
    /** A map, or a list's first member, for each key on the way. JSON is YAML. */
    private static Object read(String file, String... keys) throws IOException {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try (Reader reader = Files.newBufferedReader(Path.of("..", file))) {
            Object found = new Yaml(new SafeConstructor(options)).load(reader);
            for (String key : keys) {
                Map<?, ?> map = (Map<?, ?>) (found instanceof List<?> list ? list.get(0) : found);
                found = Objects.requireNonNull(map.get(key), key + " is missing in " + file);
            }
            return found;
        }
    }

    private static Object dataSource(String... keys) throws IOException {
        return read("deployment/grafana/datasources/prometheus.yml", keys);
    }

    @Test
    void itsDataSourceIsPrometheusAskedAsOftenAsItScrapes() throws IOException {
        assertThat(dataSource("datasources", "url")).isEqualTo("http://prometheus:9090");
        assertThat(dataSource("datasources", "uid")).isEqualTo("prometheus");
        assertThat(dataSource("datasources", "jsonData", "timeInterval"))
                .isEqualTo(read("prometheus.yml", "global", "scrape_interval"));
    }

    @Test
    void itReadsItsProvisioningAndTheBoardsFromWhereComposeMountsThem() throws IOException {
        Object boards = read("deployment/grafana/dashboards/presage.yml", "providers", "options", "path");

        assertThat((List<?>) read("docker-compose.yml", "services", "grafana", "volumes"))
                .extracting(volume -> ((Map<?, ?>) volume).get("source") + " " + ((Map<?, ?>) volume).get("target"))
                .containsExactlyInAnyOrder(
                        "./deployment/grafana /etc/grafana/provisioning", "./alerts/dashboards " + boards);
        assertThat(Path.of("../alerts/dashboards")).isDirectory();
    }

    /** At first; whoever reads may choose another. */
    @Test
    void theBoardsAskTheDataSourceThatIsThere() throws IOException {
        List<String> boards;
        try (Stream<Path> files = Files.list(Path.of("../alerts/dashboards"))) {
            boards = files.map(file -> "alerts/dashboards/" + file.getFileName())
                    .filter(file -> file.endsWith(".json"))
                    .toList();
        }
        assertThat(boards).hasSizeGreaterThanOrEqualTo(2);
        for (String board : boards) {
            assertThat(read(board, "templating", "list", "name")).as(board).isEqualTo("datasource");
            assertThat(read(board, "templating", "list", "query"))
                    .as(board)
                    .isEqualTo(dataSource("datasources", "type"));
            assertThat(read(board, "templating", "list", "current", "value"))
                    .as(board)
                    .isEqualTo(dataSource("datasources", "uid"));
        }
    }
}
