package dev.presage.worker.status;

import java.util.List;

/** HTML whose text is always escaped: what producers have sent is on the page. */
final class Html {
    private final StringBuilder html = new StringBuilder(16_384);

    /** Markup of our own. */
    Html markup(String markup) {
        html.append(markup);
        return this;
    }

    /** Text of anybody. */
    Html text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(c);
            }
        }
        return this;
    }

    /** An element that holds text. */
    Html element(String name, String text) {
        return markup("<" + name + ">").text(text).markup("</" + name + ">");
    }

    /** A figure with what it is, and a line that explains it. */
    Html tile(String what, String figure, String more, boolean good) {
        markup(good ? "<div class=\"tile\">" : "<div class=\"tile bad\">");
        element("dt", what).element("dd", figure);
        return element("p", more).markup("</div>\n");
    }

    /** The head of a table whose rows {@link #row} adds; each row begins with what it is about. */
    Html table(String caption, List<String> columns) {
        markup("<table><caption>").text(caption).markup("</caption><thead><tr>");
        columns.forEach(column -> markup("<th scope=\"col\">").text(column).markup("</th>"));
        return markup("</tr></thead><tbody>\n");
    }

    /** A row; each cell repeats its column's name, for narrow screens. */
    Html row(List<String> columns, List<String> cells) {
        markup("<tr><th scope=\"row\" data-column=\"").text(columns.get(0)).markup("\">");
        text(cells.get(0)).markup("</th>");
        for (int i = 1; i < cells.size(); i++) {
            markup("<td data-column=\"")
                    .text(columns.get(i))
                    .markup("\">")
                    .text(cells.get(i))
                    .markup("</td>");
        }
        return markup("</tr>\n");
    }

    Html endTable() {
        return markup("</tbody></table>\n");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
