package dev.presage.alerts;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A panel of a board, as far as it is checked.
 *
 * @param empty what it says where there is nothing to show
 * @param thresholds at which it changes its colour
 */
record Panel(
        String id,
        String type,
        String title,
        String description,
        Area area,
        String dataSource,
        String unit,
        String empty,
        List<BigDecimal> thresholds,
        List<Link> links,
        List<String> exprs) {
    private static final String RUNBOOK = "Runbook: ";
    private static final Yaml NOTHING = new Yaml(Map.of());

    Panel {
        thresholds = List.copyOf(thresholds);
        links = List.copyOf(links);
        exprs = List.copyOf(exprs);
    }

    record Link(String title, String url) {}

    /** A place on the grid, which is 24 columns wide. */
    record Area(int x, int y, int w, int h) {
        boolean overlaps(Area other) {
            return x < other.x + other.w && other.x < x + w && y < other.y + other.h && other.y < y + h;
        }

        boolean isOnTheGrid() {
            return x >= 0 && y >= 0 && w > 0 && h > 0 && x + w <= 24;
        }
    }

    static Panel of(Yaml panel) {
        Yaml area = panel.map("gridPos");
        Yaml shown = panel.has("fieldConfig") ? panel.map("fieldConfig").map("defaults") : NOTHING;
        return new Panel(
                panel.text("id"),
                panel.text("type"),
                panel.text("title", ""),
                panel.text("description", ""),
                new Area(number(area, "x"), number(area, "y"), number(area, "w"), number(area, "h")),
                panel.has("datasource") ? panel.map("datasource").text("uid") : "",
                shown.text("unit", ""),
                shown.text("noValue", ""),
                thresholds(shown),
                panel.maps("links").stream()
                        .map(link -> new Link(link.text("title"), link.text("url")))
                        .toList(),
                panel.maps("targets").stream()
                        .map(target -> target.text("expr"))
                        .toList());
    }

    private static int number(Yaml parts, String key) {
        return Integer.parseInt(parts.text(key));
    }

    /** The first step has no value: it is the colour of all that lies below the others. */
    private static List<BigDecimal> thresholds(Yaml shown) {
        List<BigDecimal> thresholds = new ArrayList<>();
        if (shown.has("thresholds")) {
            for (Yaml step : shown.map("thresholds").maps("steps")) {
                if (step.has("value")) {
                    thresholds.add(new BigDecimal(step.text("value")));
                }
            }
        }
        return thresholds;
    }

    boolean isRow() {
        return type.equals("row");
    }

    /** The alerts whose runbooks it links to. */
    List<String> alerts() {
        return links.stream()
                .filter(link -> link.title().startsWith(RUNBOOK))
                .map(link -> link.title().substring(RUNBOOK.length()))
                .toList();
    }
}
