package dev.presage.evaluator.publish.page;

import static j2html.TagCreator.body;
import static j2html.TagCreator.document;
import static j2html.TagCreator.each;
import static j2html.TagCreator.head;
import static j2html.TagCreator.html;
import static j2html.TagCreator.iff;
import static j2html.TagCreator.meta;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.script;
import static j2html.TagCreator.style;
import static j2html.TagCreator.title;
import static java.nio.charset.StandardCharsets.UTF_8;

import j2html.tags.DomContent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One self-contained file of HTML. Nothing is fetched, and no script runs but those given here: the policy names them by their hash, so
 * that text which slipped through as markup would still do nothing.
 *
 * @param name for the browser's tab
 * @param data JSON for the scripts; empty if they need none
 */
record Page(String name, List<String> styles, List<String> scripts, String data, List<? extends DomContent> content) {
    String render() {
        return document(html(
                        head(
                                meta().withCharset("utf-8"),
                                meta().attr("http-equiv", "Content-Security-Policy")
                                        .withContent(policy()),
                                meta().withName("viewport").withContent("width=device-width, initial-scale=1"),
                                meta().withName("color-scheme").withContent("light dark"),
                                title(name),
                                each(styles, text -> style(rawHtml(within("style", text))))),
                        body(
                                each(content, part -> part),
                                iff(!data.isEmpty(), dataBlock()),
                                each(scripts, text -> script(rawHtml(within("script", text))))))
                .withLang("en"));
    }

    private DomContent dataBlock() {
        return script(rawHtml(data.replace("<", "\\u003c")))
                .withType("application/json")
                .withId("data");
    }

    private String policy() {
        return "default-src 'none'; base-uri 'none'; form-action 'none'; style-src" + hashes(styles) + "; script-src"
                + (scripts.isEmpty() ? " 'none'" : hashes(scripts));
    }

    private static String hashes(List<String> texts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return texts.stream()
                    .map(text -> Base64.getEncoder().encodeToString(sha256.digest(text.getBytes(UTF_8))))
                    .map(hash -> " 'sha256-" + hash + "'")
                    .collect(Collectors.joining());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String within(String element, String text) {
        if (text.toLowerCase(Locale.ROOT).contains("</" + element)) {
            throw new IllegalArgumentException("a " + element + " would end itself");
        }
        return text;
    }
}
