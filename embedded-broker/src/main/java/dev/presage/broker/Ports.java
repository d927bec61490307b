package dev.presage.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds out which ports of the loopback address can be listened on. */
final class Ports {
    /** Below what Linux hands out to outgoing connections, so that a free port stays free until it is used. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;
    private static final int ATTEMPTS = 100;

    private Ports() {}

    static int free() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new BindException("found no free port of " + EmbeddedBroker.HOST + " between " + LOWEST + " and "
                + HIGHEST + " in " + ATTEMPTS + " attempts");
    }

    static void requireFree(int port) throws IOException {
        if (!isFree(port)) {
            throw new BindException("port " + port + " of " + EmbeddedBroker.HOST
                    + " can't be listened on, most likely because another process does; expected a free one");
        }
    }

    private static boolean isFree(int port) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (BindException e) {
            return false;
        }
    }
}
