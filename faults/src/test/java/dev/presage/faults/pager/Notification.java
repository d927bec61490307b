package dev.presage.faults.pager;

import java.time.Instant;
import java.util.Map;

/**
 * What a receiver was told of one alert.
 *
 * @param receiver as the path of its URL names it: pager, chat, dead-mans-switch
 * @param firing false if it is resolved
 */
record Notification(
        Instant at, String receiver, boolean firing, Map<String, String> labels, Map<String, String> annotations) {
    static final String PAGER = "pager";
    static final String CHAT = "chat";
    static final String DEAD_MANS_SWITCH = "dead-mans-switch";

    Notification {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    String alert() {
        return labels.getOrDefault("alertname", "");
    }
}
