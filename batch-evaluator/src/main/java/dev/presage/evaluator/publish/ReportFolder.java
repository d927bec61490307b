package dev.presage.evaluator.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The reports on disk: {@code <folder>/<date>/report.json}, or {@code <folder>/<from>_<to>/report.json} for several days, so that the
 * folder's listing is in the order of time. A report is there whole or not at all, whatever happens to the process.
 */
public final class ReportFolder {
    private static final String REPORT = "report.json";
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

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
            String name = directory.getFileName().toString();
            String lastDay = name.substring(name.indexOf('_') + 1);
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
     * Writes a report, in place of an earlier one on the same days.
     *
     * @return the file
     * @throws IOException if it can't be written; what was there before is still there
     */
    public Path write(Report report) throws IOException {
        String from = report.period().from();
        String to = report.period().to();
        Path directory = folder.resolve(from.equals(to) ? from : from + "_" + to);
        Files.createDirectories(directory);
        Path unfinished = directory.resolve("." + REPORT + ".unfinished");
        // Ctrl-C comes between the two lines below at worst.
        unfinished.toFile().deleteOnExit();
        try {
            try (FileChannel channel = FileChannel.open(
                    unfinished,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer json = ByteBuffer.wrap(JSON.writeValueAsBytes(report));
                while (json.hasRemaining()) {
                    channel.write(json);
                }
                channel.force(true);
            }
            return Files.move(unfinished, directory.resolve(REPORT), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }
}
