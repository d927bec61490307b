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
 * folder's listing is in the order of time; beside each its {@code report.html}, and {@code <folder>/index.html} for the newest. Whenever
 * the process is killed, a report and its page are those of one run: the new ones, or those that were there before. Both are symbolic
 * links, as {@link Editions} says; whoever copies them follows the links, or copies the hidden files as well.
 */
public final class ReportFolder {
    private static final String REPORT = "report.json";
    private static final String PAGE = "report.html";
    private static final String INDEX = "index.html";
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
    private final Disk disk;

    /** The reports of a folder, which need not exist yet. */
    public ReportFolder(Path folder) {
        this(folder, new Disk());
    }

    ReportFolder(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
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
        try {
            return Disk.list(folder).stream()
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
     * its place: {@code report.html} and {@code report.json} at once, then {@code index.html}. For one run at a time.
     *
     * @return {@code report.json}
     * @throws IOException if not all of it can be written; then what was there before is still there, but for the report and its page
     *     where only {@code index.html} can't be replaced
     */
    public Path write(Report report) throws IOException {
        String from = report.period().from();
        String to = report.period().to();
        Path directory = folder.resolve(from.equals(to) ? from : from + "_" + to);
        disk.createDirectories(directory);
        // After Ctrl-C, if it is empty then.
        directory.toFile().deleteOnExit();
        try {
            replace(directory, report);
        } finally {
            removeLeftovers(directory);
        }
        return directory.resolve(REPORT);
    }

    private void replace(Path directory, Report report) throws IOException {
        Map<String, byte[]> contents =
                Map.of(PAGE, ReportPage.html(report).getBytes(UTF_8), REPORT, JSON.writeValueAsBytes(report));
        byte[] index = IndexPage.html(newest(directory, report)).getBytes(UTF_8);
        Editions editions = editions(directory);
        editions.adopt();
        try (Replacement files = new Replacement(disk)) {
            editions.add(contents, files);
            files.add(folder.resolve(INDEX), index);
            files.takePlace();
        }
    }

    private Editions editions(Path directory) {
        return new Editions(directory, List.of(PAGE, REPORT), disk);
    }

    private void removeLeftovers(Path directory) {
        try {
            editions(directory).removeLeftovers();
        } catch (IOException e) {
            // the next run removes them, or says why it can't
        }
    }

    /**
     * Removes what runs have left that were killed. No other run may be at work.
     *
     * @throws IOException if some of it can't be removed; what is in other folders is
     */
    public void removeLeftovers() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        IOException problem = null;
        for (Path directory : Disk.list(folder)) {
            try {
                if (isOfDays(directory)) {
                    editions(directory).removeLeftovers();
                }
            } catch (IOException e) {
                problem = problem == null ? e : problem;
            }
        }
        disk.delete(Replacement.aside(folder.resolve(INDEX)));
        if (problem != null) {
            throw problem;
        }
    }

    private static boolean isOfDays(Path directory) {
        return DAYS.matcher(directory.getFileName().toString()).matches() && Files.isDirectory(directory);
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
