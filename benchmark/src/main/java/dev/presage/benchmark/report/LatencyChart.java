package dev.presage.benchmark.report;

import dev.presage.benchmark.latency.Point;
import dev.presage.benchmark.process.BenchmarkException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Latency against load, both on logarithmic axes, on a ground of its own so that it reads on light and dark pages. */
final class LatencyChart {
    private static final String FILE = "latency.svg";
    private static final Color INK = new Color(0x1f2933);
    private static final List<Color> COLOURS = List.of(new Color(0x0072b2), new Color(0xd55e00));

    private LatencyChart() {}

    /** Writes it and returns its file's name. */
    static String write(Path folder, LatencySection section) throws BenchmarkException {
        System.setProperty("java.awt.headless", "true");
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(520)
                .title("Latency against load, one worker, exactly once")
                .xAxisTitle("requests per second")
                .yAxisTitle("ms until the prediction is read")
                .build();
        style(chart);
        List<String> profiles = section.profiles();
        for (int i = 0; i < profiles.size(); i++) {
            String profile = profiles.get(i);
            Color colour = COLOURS.get(i % COLOURS.size());
            add(chart, profile + " p50", section.ramp(profile), Point::p50, colour, true);
            add(chart, profile + " p99", section.ramp(profile), Point::p99, colour, false);
            label(chart, section.lastKept(profile), section.ramp(profile));
        }
        try {
            ByteArrayOutputStream svg = new ByteArrayOutputStream();
            VectorGraphicsEncoder.saveVectorGraphic(chart, svg, VectorGraphicsFormat.SVG);
            SectionFile.replace(folder.resolve(FILE), svg.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BenchmarkException("the chart can't be drawn: " + e, e);
        }
        return FILE;
    }

    private static void style(XYChart chart) {
        Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 14);
        XYStyler styler = chart.getStyler();
        styler.setXAxisLogarithmic(true);
        styler.setYAxisLogarithmic(true);
        styler.setXAxisDecimalPattern("#,##0");
        styler.setYAxisDecimalPattern("#,##0.#");
        styler.setAxisTickLabelsFont(font);
        styler.setAxisTitleFont(font);
        styler.setAxisTickLabelsColor(INK);
        styler.setPlotBackgroundColor(Color.WHITE);
        styler.setPlotGridLinesColor(new Color(0xd5dbe1));
        styler.setLegendPosition(LegendPosition.InsideNW);
        styler.setLegendFont(font);
        styler.setLegendBorderColor(new Color(0xd5dbe1));
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setChartFontColor(INK);
        styler.setChartTitleFont(font.deriveFont(Font.BOLD, 16));
        styler.setChartTitleBoxVisible(false);
        styler.setAnnotationTextFont(font);
        styler.setAnnotationTextFontColor(INK);
    }

    private static void add(
            XYChart chart,
            String name,
            List<Point> points,
            ToDoubleFunction<Point> figure,
            Color colour,
            boolean dashed) {
        double[] rates = points.stream().mapToDouble(Point::perSecond).toArray();
        double[] millis = points.stream().mapToDouble(figure).toArray();
        XYSeries series = chart.addSeries(name, rates, millis);
        series.setLineColor(colour);
        series.setMarkerColor(colour);
        series.setMarker(SeriesMarkers.CIRCLE);
        series.setLineStyle(
                dashed
                        ? new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0)
                        : new BasicStroke(2.5f));
    }

    /** Names the knee, if the curve has one. */
    private static void label(XYChart chart, Optional<Point> kept, List<Point> points) {
        if (kept.isPresent() && points.stream().anyMatch(Point::isSaturated)) {
            Point knee = kept.get();
            String text = String.format(Locale.ROOT, "knee: %,.0f/s", knee.perSecond());
            chart.addAnnotation(new AnnotationText(text, knee.perSecond(), knee.p99() * 1.6, false));
        }
    }
}
