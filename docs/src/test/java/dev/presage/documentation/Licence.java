package dev.presage.documentation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Licences that a program under Apache-2.0 can be shipped with, the ones that ask for the least first. */
enum Licence {
    APACHE_2("Apache-2.0", Kind.SAME),
    MIT("MIT", Kind.NOTICE),
    BSD_2("BSD-2-Clause", Kind.NOTICE),
    BSD_3("BSD-3-Clause", Kind.NOTICE),
    EPL_2("EPL-2.0", Kind.UNCHANGED),
    EPL_1("EPL-1.0", Kind.UNCHANGED);

    /** What is asked of those who ship it. */
    enum Kind {
        /** Nothing that Presage's own licence does not ask for. */
        SAME,
        /** That its copyright and text come along. */
        NOTICE,
        /** That its source can be had, which it can where it is shipped unchanged. */
        UNCHANGED
    }

    /** By SPDX. */
    private final String id;

    private final Kind kind;

    Licence(String id, Kind kind) {
        this.id = id;
        this.kind = kind;
    }

    String id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    /** The first of those that a library's users may choose from; empty if it can't be shipped. */
    static Optional<Licence> firstOf(List<String> offered) {
        return Arrays.stream(values())
                .filter(licence -> offered.contains(licence.id))
                .findFirst();
    }
}
