package dev.presage.documentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.documentation.Licence.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** {@code THIRD-PARTY-NOTICES.md}: what the programs are shipped with, by their bills of materials. */
final class NoticesDocument {
    /** Of whom a licence wants to be told that it is theirs, by the group of the library. */
    private static final Map<String, String> HOLDERS = Map.of(
            "com.github.luben", "zstd-jni: Copyright (c) 2014-2015, Yann Collet; Copyright (c) 2015, Luben Karavelov",
            "com.microsoft.onnxruntime", "ONNX Runtime: Copyright (c) 2018 - present Microsoft Corporation",
            "org.ow2.asm", "ASM: Copyright (c) 2000-2011 INRIA, France Telecom",
            "org.slf4j", "SLF4J: Copyright (c) 2004-2023 QOS.ch",
            "org.webjars.npm", "uPlot: Copyright (c) 2022 Leon Sorokin");

    private static final List<String> PROGRAMS = List.of("worker", "batch-evaluator");

    private NoticesDocument() {}

    static Document make() throws IOException {
        Map<Library, List<String>> programs =
                new TreeMap<>(Comparator.comparing(Library::toString).thenComparing(Library::version));
        for (String program : PROGRAMS) {
            for (Library library : Library.of(program)) {
                programs.merge(library, List.of(program), (a, b) -> List.of(a.get(0), b.get(0)));
            }
        }
        String text = "# Third-party notices\n\n" + Document.NOTICE
                + """
                Presage is licensed under [Apache-2.0](LICENSE). `worker.jar` and `batch-evaluator.jar` are shipped with the libraries below, in their folder `lib`: unchanged, each
                in a jar of its own, which is as its makers published it on Maven Central, with the notices that they put into it. Their source is where their home pages say.
                What is only built or tested with is not shipped, and not listed.

                Where a library is offered under several licences, one may be chosen. Apache-2.0 is, where it is among them. Logback is offered under EPL-1.0 or LGPL-2.1 and taken under
                **EPL-1.0**; Jakarta's interfaces under EPL-2.0 or GPL-2.0 with the class path exception, and taken under **EPL-2.0**. Both let a program of another licence be shipped with
                the unchanged library, whose source stays to be had: at the home page, and as `-sources.jar` on Maven Central.

                """
                + table(programs)
                + Arrays.stream(Licence.values())
                        .filter(licence -> licence.kind() == Kind.NOTICE)
                        .map(licence ->
                                notice(licence, programs.keySet().stream().toList()))
                        .collect(Collectors.joining())
                + """

                ## The other texts

                [Apache-2.0](LICENSE) · [EPL-2.0](https://www.eclipse.org/legal/epl-2.0/) · [EPL-1.0](https://www.eclipse.org/legal/epl-v10.html)
                """;
        return new Document("THIRD-PARTY-NOTICES.md", text);
    }

    private static String table(Map<Library, List<String>> programs) {
        StringBuilder table =
                new StringBuilder("| library | version | taken under | offered under | in |\n|---|---|---|---|---|\n");
        programs.forEach((library, in) -> table.append("| [")
                .append(library)
                .append("](")
                .append(library.homePage())
                .append(") | ")
                .append(library.version())
                .append(" | ")
                .append(taken(library).id())
                .append(" | ")
                .append(library.offered().size() == 1 ? "" : String.join(" or ", library.offered()))
                .append(" | ")
                .append(String.join(", ", in))
                .append(" |\n"));
        return table.toString();
    }

    private static Licence taken(Library library) {
        return Licence.firstOf(library.offered())
                .orElseThrow(() -> new IllegalStateException(library + " is offered under " + library.offered()
                        + ", expected one of " + Arrays.toString(Licence.values())));
    }

    /** The text of a licence, below whose it is; nothing if nothing is taken under it. */
    private static String notice(Licence licence, List<Library> libraries) {
        String holders = libraries.stream()
                .filter(library -> taken(library) == licence)
                .map(NoticesDocument::holder)
                .distinct()
                .map(holder -> "    " + holder + "\n")
                .collect(Collectors.joining());
        return holders.isEmpty() ? "" : "\n## " + licence.id() + "\n\n" + holders + "\n" + indented(licence);
    }

    private static String holder(Library library) {
        String holder = HOLDERS.get(library.group());
        if (holder == null) {
            throw new IllegalStateException(
                    library + " is taken under " + taken(library).id() + ", which wants whose it is to be told");
        }
        return holder;
    }

    private static String indented(Licence licence) {
        try (InputStream in = NoticesDocument.class.getResourceAsStream(licence.id() + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("there is no text of " + licence.id());
            }
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .map(line -> line.isEmpty() ? "\n" : "    " + line + "\n")
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
