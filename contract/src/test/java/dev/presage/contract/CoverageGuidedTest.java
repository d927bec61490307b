package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Inputs made up by Jazzer: those that reach code which no other has reached are what it changes next. */
@Tag("faults")
@EnabledIfSystemProperty(
        named = "faults",
        matches = "long",
        disabledReason = "CoverageGuidedTest did not run: it is part of `make faults`")
class CoverageGuidedTest {
    private static final int INPUTS = 100_000;

    @TempDir
    Path directory;

    /** What Jazzer calls, in a process of its own. */
    public static final class Target {
        private static MessageKind<?> kind = MessageKind.REQUEST;

        private Target() {}

        /** Takes the name of a kind of message. */
        public static void fuzzerInitialize(String[] arguments) {
            kind = MessageKind.all().stream()
                    .filter(candidate -> candidate.name().equals(arguments[0]))
                    .findFirst()
                    .orElseThrow();
        }

        /** Throws for a message that is not read as it should be. */
        public static void fuzzerTestOneInput(byte[] json) {
            DamagedMessagesTest.outcome(new DamagedMessagesTest.Damaged<>(kind, json));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    void whateverReachesNewCodeEndsInAMessageOrInOneSentence(MessageKind<?> kind) throws Exception {
        Path log = directory.resolve("log");
        ProcessBuilder jazzer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "com.code_intelligence.jazzer.Jazzer",
                        "--target_class=" + Target.class.getName(),
                        "--target_args=" + kind,
                        "--instrumentation_includes=dev.presage.**",
                        "-runs=" + INPUTS,
                        "-timeout=60",
                        Files.createDirectory(directory.resolve("found")).toString(),
                        Path.of("src/test/resources/messages", kind.name())
                                .toAbsolutePath()
                                .toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        jazzer.environment().put("CLASSPATH", System.getProperty("java.class.path"));

        int exitCode = jazzer.start().waitFor();

        assertThat(exitCode).as(Files.readString(log)).isZero();
        assertThat(Files.readString(log)).contains("Done " + INPUTS + " runs");
        System.out.println(kind + ": " + INPUTS + " inputs made up by Jazzer");
    }
}
