package dev.presage.evaluator.publish.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.util.Properties;

/** Scripts and styles that the pages hold: our own, and those of uPlot, which come with its licence. */
final class Assets {
    static final String STYLE = ours("report.css");
    static final String SCRIPT = ours("report.js");
    static final String CHART_STYLE;
    static final String CHART_SCRIPT;

    static {
        String folder = "/META-INF/resources/webjars/uplot/" + uplotVersion() + "/";
        String licence = "/*!\nuPlot:\n" + read(folder + "LICENSE").strip() + "\n*/\n";
        CHART_STYLE = licence + read(folder + "dist/uPlot.min.css");
        CHART_SCRIPT = licence + read(folder + "dist/uPlot.iife.min.js");
    }

    private Assets() {}

    private static String ours(String name) {
        return read("/dev/presage/evaluator/publish/page/" + name);
    }

    private static String uplotVersion() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(read("/META-INF/maven/org.webjars.npm/uplot/pom.properties")));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return properties.getProperty("version");
    }

    private static String read(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(resource + " can't be read", e);
        }
    }
}
