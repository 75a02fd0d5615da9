package dev.windowpane.control.flink;

import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.testing.Certificates;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server that speaks TLS as Flink does and answers whatever a test wants, byte by byte: no HTTP library in between keeps it from
 * being wrong.
 */
final class LyingFlink implements AutoCloseable {
    /** What is done with one connection, once the request has been read. */
    @FunctionalInterface
    interface Lie {
        void tell(String request, SSLSocket connection) throws IOException;
    }

    private final SSLServerSocket server;
    private final Certificates certificates;
    private volatile Lie lie = (request, connection) -> {};

    LyingFlink(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        certificates = Certificates.in(directory);
        server = (SSLServerSocket) certificates
                .context()
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setNeedClientAuth(true);
        Thread.ofVirtual().start(this::accept);
    }

    /** @param limit of every call */
    FlinkCluster cluster(Duration limit) {
        return cluster(limit, certificates);
    }

    /** The adapter to this server by who trusts another one. */
    FlinkCluster clusterOf(LyingFlink other, Duration limit) {
        return cluster(limit, other.certificates);
    }

    private FlinkCluster cluster(Duration limit, Certificates own) {
        WindowpaneConfig.Flink address = new Address(url(), own.store(), own.password());
        return new FlinkCluster(new HttpFlinkRest(new FlinkHttp(() -> address), limit, limit), "dev.example.Main");
    }

    void tells(Lie given) {
        lie = given;
    }

    /** Each request is answered with this, and then the connection is closed. */
    void answers(String wire) {
        tells((request, connection) -> write(connection, wire));
    }

    /** An answer as Flink sends it. */
    static String json(int status, String body) {
        return http(status, "application/json", body);
    }

    static String http(int status, String type, String body) {
        return "HTTP/1.1 %d Some\r\nContent-Type: %s\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                .formatted(status, type, body.getBytes(StandardCharsets.UTF_8).length, body);
    }

    static void write(Socket connection, String wire) throws IOException {
        OutputStream out = connection.getOutputStream();
        out.write(wire.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private String url() {
        return "https://127.0.0.1:" + server.getLocalPort();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                SSLSocket connection = (SSLSocket) server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(SSLSocket connection) {
        try (connection) {
            String request = head(connection.getInputStream());
            lie.tell(request, connection);
        } catch (IOException e) {
            // The other side has had enough, which is what is tested
        }
    }

    /** The request line; the header fields and as much of the body as has come are read away. */
    private static String head(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in);
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            int next = buffered.read();
            if (next < 0) {
                throw new IOException("closed");
            }
            head.append((char) next);
        }
        buffered.skipNBytes(Math.min(buffered.available(), 1 << 20));
        return head.substring(0, head.indexOf("\r\n"));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private record Address(String url, Path keyStore, String storePassword) implements WindowpaneConfig.Flink {
        @Override
        public Path trustStore() {
            return keyStore;
        }
    }
}
