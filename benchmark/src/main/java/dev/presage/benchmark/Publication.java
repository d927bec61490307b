package dev.presage.benchmark;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.report.Page;
import dev.presage.benchmark.report.SectionFile;
import java.nio.file.Path;

/** Writes a section down, and the page anew. */
final class Publication {
    private final SectionFile sections;

    /** Into a folder of sections; the page is beside it, under its name. */
    Publication(Path folder) {
        this.sections = new SectionFile(folder);
    }

    void publish(String section, Object content) throws BenchmarkException {
        sections.write(section, content);
        new Page(sections).write();
    }
}
