package dev.presage.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing is shipped that a program under Apache-2.0 can't be shipped with. */
class LicencesIT {
    static Stream<Library> libraries() throws IOException {
        return Stream.concat(Library.of("worker").stream(), Library.of("batch-evaluator").stream());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void everyLibraryMayBeShipped(Library library) {
        assertThat(Licence.firstOf(library.offered()))
                .as("%s %s is offered under %s", library, library.version(), library.offered())
                .isPresent();
    }

    @Test
    void ofSeveralTheOneThatAsksForTheLeastIsTaken() {
        assertThat(Licence.firstOf(List.of("EPL-2.0", "Apache-2.0"))).contains(Licence.APACHE_2);
        assertThat(Licence.firstOf(List.of("EPL-1.0", "GNU Lesser General Public License")))
                .contains(Licence.EPL_1);
    }

    @Test
    void whatCantBeShippedIsFound() {
        assertThat(Licence.firstOf(List.of("GPL-3.0-only"))).isEmpty();
        assertThat(Licence.firstOf(List.of())).isEmpty();
    }
}
