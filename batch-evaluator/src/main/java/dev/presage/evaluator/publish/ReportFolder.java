package dev.presage.evaluator.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.evaluator.publish.page.IndexPage;
import dev.presage.evaluator.publish.page.ReportPage;
import dev.presage.evaluator.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reports on disk: {@code <folder>/<date>/report.json}, or {@code <folder>/<from>_<to>/report.json} for several days, so that the
 * folder's listing is in the order of time; beside each its {@code report.html}, and {@code <folder>/index.html} for the newest. A report
 * is there whole or not at all, whatever happens to the process.
 */
public final class ReportFolder {
    private static final String REPORT = "report.json";
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DAYS = Pattern.compile(DAY + "(_" + DAY + ")?");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static {
        for (Class<?> required :
                List.of(String.class, Map.class, Report.Days.class, Report.Figures.class, Report.Span.class)) {
            JSON.configOverride(required).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL));
        }
        JSON.configOverride(List.class).setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL));
    }

    private final Path folder;

    /** The reports of a folder, which need not exist yet. */
    public ReportFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * The reports that may tell of the last sessions before a day, the newest made first: those whose last day is among them, or in the
     * month after it.
     *
     * @param first of those sessions
     * @param last of them
     * @param warnings gets a sentence for each report that can't be used
     */
    public List<Report> telling(LocalDate first, LocalDate last, List<String> warnings) {
        List<Report> reports = new ArrayList<>();
        for (Path directory : directories()) {
            String lastDay = lastDay(directory);
            if (DAY.matcher(lastDay).matches()
                    && lastDay.compareTo(first.toString()) >= 0
                    && lastDay.compareTo(last.plusMonths(1).toString()) <= 0) {
                Path file = directory.resolve(REPORT);
                try {
                    reports.add(read(file));
                } catch (IOException e) {
                    warnings.add("the earlier report " + file + " can't be compared with: " + sentence(e));
                }
            }
        }
        reports.sort(Comparator.comparing(Report::generatedAt).reversed());
        return reports;
    }

    /** The report on one day; empty if there is none that can be read. */
    public Optional<Report> report(LocalDate day) {
        Path file = folder.resolve(day.toString()).resolve(REPORT);
        try {
            return Files.isRegularFile(file) ? Optional.of(read(file)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The newest day, up to a last one, that has a report of its own. */
    public Optional<LocalDate> newestDay(LocalDate last) {
        return directories().stream()
                .map(directory -> directory.getFileName().toString())
                .filter(name -> DAY.matcher(name).matches() && name.compareTo(last.toString()) <= 0)
                .max(Comparator.naturalOrder())
                .map(LocalDate::parse);
    }

    private List<Path> directories() {
        try (Stream<Path> directories = Files.list(folder)) {
            return directories
                    .filter(directory -> Files.isRegularFile(directory.resolve(REPORT)))
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Report read(Path file) throws IOException {
        byte[] json = Files.readAllBytes(file);
        int version = JSON.readTree(json).path("schema_version").asInt();
        if (version != Report.SCHEMA_VERSION) {
            throw new IOException("schema_version is " + version + ", expected " + Report.SCHEMA_VERSION);
        }
        return JSON.readValue(json, Report.class);
    }

    private static String sentence(IOException e) {
        return e instanceof JsonProcessingException json
                ? String.valueOf(json.getOriginalMessage()).lines().findFirst().orElse("")
                : String.valueOf(e.getMessage());
    }

    /**
     * Writes a report and the pages that show it, in place of an earlier one on the same days. All of it is on disk before any of it takes
     * its place: first {@code report.html}, then {@code report.json}, with which the report is there, then {@code index.html}. So wherever
     * a {@code report.json} is there is a page, and who is killed in between is put right by the next run on these days.
     *
     * @return {@code report.json}
     * @throws IOException if it can't be written; what was there before is still there
     */
    public Path write(Report report) throws IOException {
        String from = report.period().from();
        String to = report.period().to();
        Path directory = folder.resolve(from.equals(to) ? from : from + "_" + to);
        Files.createDirectories(directory);
        Path file = directory.resolve(REPORT);
        try (Replacement files = new Replacement()) {
            files.add(directory.resolve("report.html"), ReportPage.html(report).getBytes(UTF_8));
            files.add(file, JSON.writeValueAsBytes(report));
            files.add(
                    folder.resolve("index.html"),
                    IndexPage.html(newest(directory, report)).getBytes(UTF_8));
            files.takePlace();
        }
        return file;
    }

    /** The newest reports with one that is not there yet, or no longer as it is there. */
    private List<IndexPage.Entry> newest(Path directory, Report report) {
        return Stream.concat(Stream.of(directory), directories().stream())
                .filter(each -> DAYS.matcher(each.getFileName().toString()).matches())
                .distinct()
                .sorted(Comparator.comparing(ReportFolder::lastDay)
                        .thenComparing(Path::getFileName)
                        .reversed())
                .limit(IndexPage.LONGEST)
                .map(each -> entry(each, each.equals(directory) ? Optional.of(report) : Optional.empty()))
                .toList();
    }

    private static IndexPage.Entry entry(Path directory, Optional<Report> known) {
        String name = directory.getFileName().toString();
        try {
            return new IndexPage.Entry(
                    name, known.isPresent() ? known : Optional.of(read(directory.resolve(REPORT))), "");
        } catch (IOException e) {
            return new IndexPage.Entry(name, Optional.empty(), sentence(e));
        }
    }

    private static String lastDay(Path directory) {
        String name = directory.getFileName().toString();
        return name.substring(name.indexOf('_') + 1);
    }
}
