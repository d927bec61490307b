package dev.presage.benchmark.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

final class ClassCacheTest {
    @Test
    void newerJavaHasAnAheadOfTimeCacheAndOlderAnArchive() {
        assertThat(ClassCache.of(25, Path.of("a/worker")).using()).containsExactly("-XX:AOTCache=a/worker.aot");
        assertThat(ClassCache.of(17, Path.of("a/worker")).using())
                .containsExactly("-XX:SharedArchiveFile=a/worker.jsa");
    }

    @Test
    void aCacheThatWasNotMadeIsNoCache() {
        assertThatThrownBy(() -> ClassCache.of(17, Path.of("nowhere/worker")).requireMade())
                .hasMessageContaining("was not made");
    }

    @Test
    void knowsTheVersionOfAJava() throws Exception {
        assertThat(Jvm.own().feature()).isEqualTo(Runtime.version().feature());
    }
}
