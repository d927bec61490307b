package dev.presage.demo;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.presage.demo.Ledger.Balance;
import java.util.List;

/**
 * What a cycle came to.
 *
 * @param balance of the requests
 * @param verdict over all sessions
 */
record Summary(Balance balance, Verdict verdict) {
    /** One line; the accuracy of a model of which nothing could be evaluated is null. */
    String json() {
        ObjectNode json = new JsonMapper().createObjectNode();
        json.put("requests", balance.requests());
        json.put("predicted", balance.predicted());
        json.put("rejected", balance.rejected());
        json.put("unaccounted", balance.unaccounted());
        json.put("evaluated", verdict.evaluated());
        ObjectNode accuracy = json.putObject("accuracy");
        for (String model : List.of(History.NORMAL, History.EARNINGS)) {
            accuracy.put(model, verdict.accuracy(model).orElse(null));
        }
        return json.toString();
    }
}
