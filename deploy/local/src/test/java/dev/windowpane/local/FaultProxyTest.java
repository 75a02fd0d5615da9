package dev.windowpane.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.windowpane.local.os.LocalStackException;
import dev.windowpane.local.os.Ports;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int SHORT_MILLIS = 1_000;

    private final AtomicInteger echoed = new AtomicInteger();

    @SuppressWarnings("NullAway.Init")
    private ServerSocket echo;

    @SuppressWarnings("NullAway.Init")
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = opened();
    }

    /** Somebody else may take the port before we do. */
    private FaultProxy opened() {
        for (int attempt = 1; attempt < 10; attempt++) {
            FaultProxy tried = new FaultProxy(Ports.anyFree(), echo.getLocalPort());
            try {
                tried.open();
                return tried;
            } catch (LocalStackException taken) {
                assertThat(taken).hasCauseInstanceOf(BindException.class);
            }
        }
        throw new IllegalStateException("no port stays free for a moment");
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                Socket client = echo.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void echo(Socket client) {
        try (client) {
            for (int value = client.getInputStream().read();
                    value >= 0;
                    value = client.getInputStream().read()) {
                echoed.incrementAndGet();
                client.getOutputStream().write(value);
            }
        } catch (IOException broken) {
            Thread.currentThread().interrupt();
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port()), PATIENCE_MILLIS);
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static int send(Socket socket, int value) throws IOException {
        socket.getOutputStream().write(value);
        return socket.getInputStream().read();
    }

    private void connectAndSend() throws IOException {
        try (Socket socket = connect()) {
            while (send(socket, 2) >= 0) {
                send(socket, 2);
            }
        }
    }

    @Test
    void forwardsBothWays() throws IOException {
        try (Socket socket = connect()) {
            assertThat(send(socket, 7)).isEqualTo(7);
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aCutResetsOldAndNewConnectionsUntilItIsOver() throws IOException {
        try (Socket old = connect()) {
            assertThat(send(old, 1)).isEqualTo(1);
            proxy.cut();
            assertThatThrownBy(() -> old.getInputStream().read()).isInstanceOf(SocketException.class);
        }
        assertThatThrownBy(this::connectAndSend).isInstanceOf(SocketException.class);
        proxy.resume();
        try (Socket again = connect()) {
            assertThat(send(again, 3)).isEqualTo(3);
        }
    }

    @Test
    void aHalfOpenLinkTakesEverythingAndAnswersNothing() throws IOException {
        try (Socket old = connect()) {
            assertThat(send(old, 1)).isEqualTo(1);
            proxy.halfOpen();
            old.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> send(old, 2)).isInstanceOf(SocketTimeoutException.class);
            try (Socket fresh = connect()) {
                fresh.setSoTimeout(SHORT_MILLIS);
                assertThatThrownBy(() -> send(fresh, 3)).isInstanceOf(SocketTimeoutException.class);
            }

            proxy.resume();
            old.setSoTimeout(PATIENCE_MILLIS);
            assertThatThrownBy(() -> old.getInputStream().read())
                    .as("a connection that lost data")
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void answersAreLostWhileWhatIsSentArrives() throws IOException {
        try (Socket old = connect()) {
            assertThat(send(old, 1)).isEqualTo(1);
            proxy.loseAnswers();
            old.setSoTimeout(SHORT_MILLIS);
            assertThatThrownBy(() -> send(old, 2)).isInstanceOf(SocketTimeoutException.class);
            await().until(() -> echoed.get() == 2);

            proxy.resume();
            old.setSoTimeout(PATIENCE_MILLIS);
            assertThatThrownBy(() -> old.getInputStream().read())
                    .as("a connection that lost an answer")
                    .isInstanceOf(SocketException.class);
        }
    }

    @Test
    void aDelayHoldsBackEachPiece() throws IOException {
        try (Socket socket = connect()) {
            proxy.delay(Duration.ofMillis(SHORT_MILLIS));
            long begin = System.nanoTime();
            assertThat(send(socket, 5)).isEqualTo(5);
            assertThat(Duration.ofNanos(System.nanoTime() - begin))
                    .isGreaterThan(Duration.ofMillis(2 * SHORT_MILLIS - 1));
        }
    }
}
