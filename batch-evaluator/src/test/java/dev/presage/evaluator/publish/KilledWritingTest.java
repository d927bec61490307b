package dev.presage.evaluator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.presage.evaluator.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A report is written over what was there, and the process is killed after each of its acts in turn. */
class KilledWritingTest {
    private static final String DAY = "2017-03-01";
    private static final Pattern MADE = Pattern.compile("(?:\"generated_at\" : \"|Made )(old|older|new|next)\\b");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /** What is in the folder of the day before. */
    private enum Before {
        NOTHING {
            @Override
            void make(Path reports) throws IOException {
                Files.createDirectories(reports);
            }
        },
        AN_EDITION {
            @Override
            void make(Path reports) throws IOException {
                write(reports, new Disk(), "old");
            }
        },
        /** As evaluators left them that knew no editions. */
        FILES {
            @Override
            void make(Path reports) throws IOException {
                Path day = Files.createDirectories(reports.resolve(DAY));
                Files.writeString(day.resolve("report.html"), "Made old ");
                Files.writeString(day.resolve("report.json"), "\"generated_at\" : \"old\"");
            }
        },
        /** As such an evaluator leaves it that is killed while it replaces an edition. */
        A_FILE_OVER_AN_EDITION {
            @Override
            void make(Path reports) throws IOException {
                write(reports, new Disk(), "old");
                Files.delete(reports.resolve(DAY + "/report.html"));
                Files.writeString(reports.resolve(DAY + "/report.html"), "Made older ");
            }
        },
        /** As a copy that did not follow the links but to folders. */
        A_FOLDER_FOR_THE_LINK {
            @Override
            void make(Path reports) throws IOException {
                write(reports, new Disk(), "old");
                Files.delete(reports.resolve(DAY + "/.edition"));
                Files.move(reports.resolve(DAY + "/.edition-1"), reports.resolve(DAY + "/.edition"));
            }
        },
        /** As a copy without the hidden files. */
        LINKS_THAT_LEAD_NOWHERE {
            @Override
            void make(Path reports) throws IOException {
                write(reports, new Disk(), "old");
                Files.move(reports.resolve(DAY + "/.edition-1"), reports.resolve("gone"));
            }
        };

        abstract void make(Path reports) throws IOException;
    }

    private static void write(Path reports, Disk disk, String made) throws IOException {
        Report report = ReportFolderTest.report(DAY, DAY, made, Map.of());
        new ReportFolder(reports, disk).write(report);
    }

    /** Which run's page and report readers find, in that order. */
    private static List<String> found(Path reports) throws IOException {
        return List.of(made(reports, "report.html"), made(reports, "report.json"));
    }

    private static String made(Path reports, String name) throws IOException {
        Path file = reports.resolve(DAY).resolve(name);
        if (!Files.exists(file)) {
            return "none";
        }
        Matcher made = MADE.matcher(Files.readString(file));
        assertThat(made.find()).as("a whole %s", file).isTrue();
        return made.group(1);
    }

    private static boolean survives(Path reports, long acts) throws IOException {
        try {
            write(reports, new DyingDisk(acts), "new");
            return true;
        } catch (DyingDisk.Killed e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource(Before.class)
    void aReportAndItsPageAreAlwaysThoseOfOneRun(Before before) throws IOException {
        boolean survived = false;
        int kept = 0;
        int replaced = 0;
        for (int acts = 0; !survived; acts++) {
            Path reports = directory.resolve("killed-after-" + acts);
            before.make(reports);
            List<String> old = found(reports);

            survived = survives(reports, acts);

            List<String> now = found(reports);
            assertThat(now).as("after %d acts", acts).isIn(old, List.of("new", "new"));
            kept += now.equals(old) ? 1 : 0;
            replaced += now.equals(old) ? 0 : 1;
            write(reports, new Disk(), "next");
            assertThat(found(reports)).as("the next run").containsExactly("next", "next");
            assertThat(tree(reports.resolve(DAY)))
                    .as("and no litter")
                    .isEqualTo(tree(ofOneRun().resolve(DAY)));
        }
        assertThat(kept).as("killed before").isGreaterThan(10);
        assertThat(replaced).as("killed after").isGreaterThan(2);
    }

    @ParameterizedTest
    @EnumSource(Before.class)
    void whatAKilledRunLeftIsRemovedOnAnotherDay(Before before) throws IOException {
        for (int acts = 0; ; acts++) {
            Path reports = directory.resolve("killed-after-" + acts);
            before.make(reports);
            if (survives(reports, acts)) {
                return;
            }
            List<String> found = found(reports);

            new ReportFolder(reports).removeLeftovers();

            assertThat(found(reports)).as("after %d acts", acts).isEqualTo(found);
            assertThat(hidden(reports))
                    .as("what is needed is left after %d acts", acts)
                    .isSubsetOf("2017-03-01/.edition", "the edition that it leads to");
        }
    }

    @Test
    void aFolderThatIsLockedDoesNotKeepOthersFromBeingTidied() throws IOException {
        for (String day : List.of("2017-02-28", DAY)) {
            Files.createDirectories(directory.resolve(day + "/.edition-1"));
        }
        Disk locked = new Disk() {
            private @Nullable Path first;

            @Override
            void delete(Path path) throws IOException {
                if (path.endsWith(".edition-1")) {
                    first = first == null ? path : first;
                    if (path.equals(first)) {
                        throw new IOException(path + " is locked");
                    }
                }
                super.delete(path);
            }
        };

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> new ReportFolder(directory, locked).removeLeftovers())
                .withMessageEndingWith(" is locked");

        assertThat(Disk.list(directory)).as("the other is gone").hasSize(1);
    }

    @Test
    void aFolderThatIsMovedIsRead() throws IOException {
        write(directory.resolve("here"), new Disk(), "old");

        Files.move(directory.resolve("here"), directory.resolve("there"));

        assertThat(found(directory.resolve("there"))).containsExactly("old", "old");
    }

    @Test
    void aPageThatCannotBeReplacedLeavesTheReportAsWell() throws IOException {
        Files.createDirectories(directory.resolve(DAY + "/report.html/in the way"));
        Files.writeString(directory.resolve(DAY + "/report.json"), "\"generated_at\" : \"old\"");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> write(directory, new Disk(), "new"));

        assertThat(made(directory, "report.json")).isEqualTo("old");
    }

    private Path ofOneRun() throws IOException {
        Path reports = directory.resolve("one-run");
        if (!Files.exists(reports)) {
            write(reports, new Disk(), "next");
        }
        return reports;
    }

    /** What there is, without the numbers of editions. */
    private static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path each : walk.toList()) {
                String name = folder.relativize(each).toString().replaceAll("-\\d+", "-n");
                tree.put(
                        name,
                        Files.isSymbolicLink(each)
                                ? Files.readSymbolicLink(each).toString().replaceAll("-\\d+", "-n")
                                : Files.isRegularFile(each) ? Files.readString(each) : "a folder");
            }
        }
        return tree;
    }

    /** The hidden files of a folder and of those in it. */
    private static List<String> hidden(Path reports) throws IOException {
        try (Stream<Path> walk = Files.walk(reports, 2)) {
            return walk.filter(each -> each.getFileName().toString().startsWith("."))
                    .map(each -> each.getFileName().equals(counts(each))
                            ? "the edition that it leads to"
                            : reports.relativize(each).toString())
                    .toList();
        }
    }

    private static Path counts(Path beside) {
        try {
            return Files.readSymbolicLink(beside.resolveSibling(".edition"));
        } catch (IOException e) {
            return Path.of("none");
        }
    }
}
