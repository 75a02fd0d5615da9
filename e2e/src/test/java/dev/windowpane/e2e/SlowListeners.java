package dev.windowpane.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Clients of the live events that read the first line of their answer, and then nothing more. */
final class SlowListeners implements AutoCloseable {
    /** The kernel's least, so that what is not read soon fills up. */
    private static final int WINDOW_BYTES = 2_304;

    private static final int PATIENCE_MILLIS = 60_000;

    private final URI url;
    private final List<Socket> sockets = new ArrayList<>();

    SlowListeners(URI url) {
        this.url = url;
    }

    /** One more. @return the status of its answer */
    int add() {
        try {
            Socket socket = new Socket();
            sockets.add(socket);
            socket.setReceiveBufferSize(WINDOW_BYTES);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), PATIENCE_MILLIS);
            socket.getOutputStream()
                    .write("GET /api/live HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n\r\n"
                            .formatted(url.getHost(), url.getPort())
                            .getBytes(StandardCharsets.US_ASCII));
            String line =
                    new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), StandardCharsets.US_ASCII);
            return Integer.parseInt(line.substring(line.length() - 3));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        sockets.clear();
    }
}
