package dev.presage.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;

/**
 * Where everything listens, on 127.0.0.1.
 *
 * @param kafka the broker
 * @param worker metrics and health of the worker
 * @param api the worker's prediction API
 * @param prometheus its pages
 * @param pushgateway what the evaluator pushes to
 * @param alertmanager its pages
 * @param notifications where the demo itself takes Alertmanager's notifications
 */
record Ports(int kafka, int worker, int api, int prometheus, int pushgateway, int alertmanager, int notifications) {
    static final String HOST = "127.0.0.1";

    String bootstrapServers() {
        return HOST + ":" + kafka;
    }

    static URI uri(int port, String path) {
        return URI.create("http://" + HOST + ":" + port + path);
    }

    /** Says which port is in use, if any, and how to choose another. */
    void requireFree(boolean monitoring) throws DemoException {
        requireFree(kafka, "Kafka", "--kafka-port");
        requireFree(worker, "the worker", "--worker-port");
        requireFree(api, "the prediction API", "--api-port");
        if (monitoring) {
            requireFree(prometheus, "Prometheus", "--prometheus-port");
            requireFree(pushgateway, "the Pushgateway", "--pushgateway-port");
            requireFree(alertmanager, "Alertmanager", "--alertmanager-port");
            requireFree(notifications, "Alertmanager's notifications", "--notifications-port");
        }
    }

    private static void requireFree(int port, String whose, String option) throws DemoException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new DemoException(
                    "port " + port + " of " + HOST + ", which is for " + whose
                            + ", is in use; stop what listens there, or choose another with " + option,
                    e);
        }
    }
}
