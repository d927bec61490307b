package dev.presage.worker.api;

import dev.presage.contract.Settings;
import dev.presage.worker.tls.ServerTls;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where and to whom the prediction API answers.
 *
 * @param port 0 for any that is free; empty for no API at all
 * @param maxInFlight the most requests that are worked on at once; those beyond are told to come again
 * @param tls with what it proves who it is, and whether clients must as well; empty for plain HTTP
 * @param tokens the keys of those who may ask; empty for everybody
 */
@SuppressWarnings("OptionalUsedAsFieldOrParameterType") // a record's components are its constructor's parameters
public record ApiSettings(
        String host, OptionalInt port, int maxInFlight, Optional<ServerTls> tls, Optional<BearerTokens> tokens) {
    public static final String HOST = "WORKER_API_HOST";
    public static final String PORT = "WORKER_API_PORT";

    private static final String PREFIX = "WORKER_API_";
    private static final String TOKENS = "WORKER_API_TOKENS_FILE";
    private static final String OFF = "off";

    /** Reads what belongs to it; problems are left with the settings. */
    public static ApiSettings read(Settings settings) {
        ApiSettings read = new ApiSettings(
                settings.text(HOST, "127.0.0.1", "The address that predictions are served on over HTTP."),
                settings.parsed(
                        PORT,
                        OptionalInt.of(5000),
                        ApiSettings::port,
                        "a port from 0 to 65535, or " + OFF,
                        "The port of the prediction API. 0 is any that is free, off is no API at all."),
                settings.integer(
                        "WORKER_API_MAX_IN_FLIGHT",
                        64,
                        1,
                        256,
                        "The most requests over HTTP that are worked on at once. Those beyond are told to come again."),
                ServerTls.read(settings, PREFIX, "WORKER_API_CLIENT_CA_FILE"),
                BearerTokens.read(settings, TOKENS));
        ServerTls.requireFor(TOKENS, settings, PREFIX);
        return read;
    }

    private static OptionalInt port(String text) {
        if (text.equals(OFF)) {
            return OptionalInt.empty();
        }
        int port = Integer.parseInt(text);
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException(text);
        }
        return OptionalInt.of(port);
    }
}
