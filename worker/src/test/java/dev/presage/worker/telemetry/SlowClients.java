package dev.presage.worker.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Clients that connect, and then hold up whoever waits for them. */
public final class SlowClients implements AutoCloseable {
    private static final String REQUEST = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private final Kind kind;
    private int sent;

    /** How they do it. */
    public enum Kind {
        SEND_NOTHING,
        SEND_A_BYTE_AT_A_TIME,
        /** Which must not fit into the buffers between. */
        NEVER_READ_THE_ANSWER
    }

    private SlowClients(Kind kind) {
        this.kind = kind;
    }

    /** So many clients of a server on this machine. */
    public static SlowClients connect(int count, int port, Kind kind) throws IOException {
        SlowClients clients = new SlowClients(kind);
        for (int i = 0; i < count; i++) {
            Socket socket = new Socket();
            clients.sockets.add(socket);
            socket.setReceiveBufferSize(1024);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        }
        return clients;
    }

    /** They send what they send next. */
    public void goOn() {
        String next =
                switch (kind) {
                    case SEND_NOTHING -> "";
                    case SEND_A_BYTE_AT_A_TIME -> REQUEST.substring(sent, sent + 1);
                    case NEVER_READ_THE_ANSWER -> sent == 0 ? REQUEST : "";
                };
        for (Socket socket : sockets) {
            try {
                socket.getOutputStream().write(next.getBytes(US_ASCII));
            } catch (IOException e) {
                // the server has given this one up, as it may
            }
        }
        sent++;
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
