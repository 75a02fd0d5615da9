package dev.windowpane.local;

import dev.windowpane.local.os.LocalStackException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A TCP link on 127.0.0.1 that can be broken in the ways in which networks break. Forwards until it is told otherwise. */
public final class FaultProxy implements AutoCloseable {
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int CHUNK = 64 * 1024;

    private final int port;
    private final int targetPort;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile Mode mode = Mode.FORWARD;
    private volatile long delayNanos;
    private volatile @Nullable ServerSocket server;

    private enum Mode {
        FORWARD,
        CUT,
        HALF_OPEN,
        DEAF
    }

    FaultProxy(int port, int targetPort) {
        this.port = port;
        this.targetPort = targetPort;
    }

    int port() {
        return port;
    }

    /** Begins to listen. */
    void open() {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port));
            server = listening;
            Thread.ofVirtual().name("fault-proxy-" + port).start(() -> accept(listening));
        } catch (IOException e) {
            throw new LocalStackException(
                    "the link to port %d cannot listen on port %d".formatted(targetPort, port), e);
        }
    }

    /** Resets every connection, and each new one at once. */
    public void cut() {
        mode = Mode.CUT;
        links.forEach(Link::reset);
    }

    /** Connections stay, new ones are accepted, but nothing arrives on the other side: what is sent is lost. */
    public void halfOpen() {
        mode = Mode.HALF_OPEN;
    }

    /** What a client sends arrives; what it is answered is lost. */
    public void loseAnswers() {
        mode = Mode.DEAF;
    }

    /** Holds back each piece of data for so long, in both directions. */
    public void delay(Duration each) {
        delayNanos = each.toNanos();
    }

    /** Forwards again, without delay. A connection that has lost data is reset, as its peer would do it. */
    public void resume() {
        delayNanos = 0;
        mode = Mode.FORWARD;
        links.stream().filter(link -> link.lossy.get()).forEach(Link::reset);
    }

    @Override
    public void close() {
        mode = Mode.CUT;
        ServerSocket listening = server;
        if (listening != null) {
            closeQuietly(listening);
        }
        links.forEach(Link::reset);
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Link link = new Link(listening.accept());
                links.add(link);
                Thread.ofVirtual().start(link::run);
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    throw new LocalStackException("the link on port %d is broken".formatted(port), e);
                }
            }
        }
    }

    /** A socket that cannot be closed is broken, which is what is wanted. */
    private void closeQuietly(Closeable closed) {
        try {
            closed.close();
        } catch (IOException broken) {
            links.removeIf(link -> link.client.isClosed());
        }
    }

    /** One connection and its other half. */
    private final class Link {
        private final Socket client;
        private final Socket target = new Socket();
        private final AtomicBoolean lossy = new AtomicBoolean();

        Link(Socket client) {
            this.client = client;
        }

        void run() {
            try {
                if (mode == Mode.CUT) {
                    reset();
                    return;
                }
                if (mode == Mode.FORWARD || mode == Mode.DEAF) {
                    target.connect(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), targetPort));
                    Thread.ofVirtual().start(() -> pump(target, client));
                    pump(client, target);
                } else {
                    lose();
                    swallow();
                }
            } catch (IOException e) {
                reset();
            }
        }

        private void swallow() throws IOException {
            byte[] chunk = new byte[CHUNK];
            InputStream in = client.getInputStream();
            while (in.read(chunk) >= 0) {
                lose();
            }
        }

        /** The link may have been resumed between the look at its mode and this: then nobody else would reset a connection with a hole. */
        private void lose() {
            lossy.set(true);
            if (mode != Mode.HALF_OPEN && mode != Mode.DEAF) {
                reset();
            }
        }

        private boolean loses(Socket from) {
            return mode == Mode.HALF_OPEN || (mode == Mode.DEAF && from.equals(target));
        }

        private void pump(Socket from, Socket to) {
            byte[] chunk = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int size = in.read(chunk); size >= 0; size = in.read(chunk)) {
                    if (delayNanos > 0) {
                        LockSupport.parkNanos(delayNanos);
                    }
                    if (loses(from)) {
                        lose();
                    } else {
                        out.write(chunk, 0, size);
                    }
                }
                if (loses(from)) {
                    lose();
                } else {
                    to.shutdownOutput();
                    endIfBothAreDone();
                }
            } catch (IOException e) {
                reset();
            }
        }

        private void endIfBothAreDone() {
            if (client.isOutputShutdown() && target.isOutputShutdown()) {
                links.remove(this);
                closeQuietly(client);
                closeQuietly(target);
            }
        }

        /** RST rather than FIN. */
        void reset() {
            links.remove(this);
            for (Socket socket : new Socket[] {client, target}) {
                try {
                    socket.setSoLinger(true, 0);
                } catch (IOException closedAlready) {
                    links.remove(this);
                }
                closeQuietly(socket);
            }
        }
    }
}
