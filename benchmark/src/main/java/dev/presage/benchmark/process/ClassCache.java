package dev.presage.benchmark.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Classes as an earlier run of the same program left them, loaded and linked; Java 25 adds what it knows of how they are used.
 *
 * @param name what Java calls it
 * @param file that holds it
 * @param making options of the run that makes it, which may serve on the way
 * @param using options of the runs that start from it
 */
public record ClassCache(String name, Path file, List<String> making, List<String> using) {
    private static final int AHEAD_OF_TIME = 25;

    public ClassCache {
        making = List.copyOf(making);
        using = List.copyOf(using);
    }

    /**
     * What a Java version has.
     *
     * @param feature its number, such as 17
     * @param stem of the file's name
     */
    public static ClassCache of(int feature, Path stem) {
        if (feature >= AHEAD_OF_TIME) {
            Path file = stem.resolveSibling(stem.getFileName() + ".aot");
            return new ClassCache(
                    "AOT cache", file, List.of("-XX:AOTCacheOutput=" + file), List.of("-XX:AOTCache=" + file));
        }
        Path file = stem.resolveSibling(stem.getFileName() + ".jsa");
        return new ClassCache(
                "class data sharing",
                file,
                List.of("-XX:ArchiveClassesAtExit=" + file),
                List.of("-XX:SharedArchiveFile=" + file));
    }

    /** Makes sure that the run that was to make it did. */
    public void requireMade() throws BenchmarkException {
        if (!Files.exists(file)) {
            throw new BenchmarkException("the " + name + " was not made: " + file + " is not there");
        }
    }
}
