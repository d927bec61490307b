package dev.presage.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Clients that connect, and then hold up whoever waits for them. */
public final class SlowClients implements AutoCloseable {
    private static final byte[] REQUEST = "GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

    /** How a TLS handshake begins: a record (22) of TLS 1.0 that holds 512 bytes, as clients of TLS 1.3 say as well. */
    private static final byte[] HANDSHAKE = {22, 3, 1, 2, 0, 1, 0, 1, (byte) 0xfc, 3, 3};

    private final List<Socket> sockets = new ArrayList<>();
    private final @Nullable SSLContext tls;
    private final Kind kind;
    private int sent;

    /** How they do it. */
    public enum Kind {
        SEND_NOTHING,
        /** Over TLS, of the handshake. */
        SEND_A_BYTE_AT_A_TIME,
        /** Which must not fit into the buffers between. */
        NEVER_READ_THE_ANSWER
    }

    private SlowClients(Kind kind, @Nullable SSLContext tls) {
        this.kind = kind;
        this.tls = tls;
    }

    /** So many clients of a server on this machine. */
    public static SlowClients connect(int count, int port, Kind kind) throws IOException {
        return connect(count, port, kind, null);
    }

    /**
     * The same over TLS.
     *
     * @param tls whom they trust; null for plain HTTP
     */
    public static SlowClients connect(int count, int port, Kind kind, @Nullable SSLContext tls) throws IOException {
        SlowClients clients = new SlowClients(kind, tls);
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
        for (Socket socket : sockets) {
            try {
                goOn(socket);
            } catch (IOException e) {
                // the server has given this one up, as it may
            }
        }
        sent++;
    }

    private void goOn(Socket socket) throws IOException {
        switch (kind) {
            case SEND_NOTHING -> {}
            case SEND_A_BYTE_AT_A_TIME -> socket.getOutputStream().write((tls == null ? REQUEST : HANDSHAKE)[sent]);
            case NEVER_READ_THE_ANSWER -> {
                if (sent == 0) {
                    speaking(socket).getOutputStream().write(REQUEST);
                }
            }
        }
    }

    /** What is written to it is encrypted if they speak TLS, after a handshake. */
    private Socket speaking(Socket socket) throws IOException {
        return tls == null ? socket : tls.getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
