package dev.windowpane.job.launch;

import dev.windowpane.job.source.KafkaClient;
import dev.windowpane.spec.KafkaSource;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.utils.Utils;

/**
 * The first words with what answers at a bootstrap address, before a Kafka client says any. A client takes the first four bytes of whatever answers for the
 * length of an answer and asks for as much memory, so one pointed at Postgres, a web server or a TLS listener asks for 0.3 to 1.5 GB and ends the JobManager in
 * which {@code main} runs (KAFKA-4493). It is no check of Kafka: only what no Kafka of that listener says is refused; silence and errors are left to the client,
 * which says more about them.
 */
final class KafkaGreeting {
    private static final int PATIENCE_MILLIS = (int) Duration.ofSeconds(2).toMillis();
    private static final int CORRELATION = 0x57_50_00_01;
    /** Asked before any sign-in, and answered so by every Kafka since 0.10, in some hundred bytes. */
    private static final short API_VERSIONS = 18;

    private static final int LONGEST = 1 << 20;
    private static final int SHORTEST = Integer.BYTES + Short.BYTES;
    private static final byte[] REQUEST = ByteBuffer.allocate(14)
            .putInt(10)
            .putShort(API_VERSIONS)
            .putShort((short) 0)
            .putInt(CORRELATION)
            .putShort((short) -1)
            .array();
    /** The first two bytes of a TLS alert, version 3.x. */
    private static final int TLS_ALERT = 0x15_03;

    private final String address;
    private final String protocol;

    private KafkaGreeting(String address, String protocol) {
        this.address = address;
        this.protocol = protocol;
    }

    /** What is heard at an address. */
    private sealed interface Answer {
        record Kafka() implements Answer {}

        /** @param first four bytes that no Kafka sends */
        record Stranger(int first) implements Answer {}

        record TlsFailed() implements Answer {}

        record Nothing() implements Answer {}
    }

    /** @throws LaunchException if what answers at one of the spec's bootstrap addresses is not Kafka, or is a listener with or without TLS against the spec's word */
    static void of(KafkaSource source) {
        String protocol = KafkaClient.properties(source)
                .getProperty(
                        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, CommonClientConfigs.DEFAULT_SECURITY_PROTOCOL)
                .toUpperCase(Locale.ROOT);
        for (String address : source.bootstrapServers().value().split(",", -1)) {
            new KafkaGreeting(address, protocol).complaint().ifPresent(complaint -> {
                throw new LaunchException(complaint);
            });
        }
    }

    private Optional<String> complaint() {
        return switch (answer(protocol.endsWith("SSL"))) {
            case Answer.Kafka kafka -> Optional.empty();
            case Answer.Nothing nothing -> Optional.empty();
            case Answer.Stranger(int first)
            when first >>> Short.SIZE == TLS_ALERT ->
                Optional.of("what answers at %s expects TLS, but the spec's security.protocol is %s"
                        .formatted(address, protocol));
            case Answer.Stranger(int first) ->
                Optional.of("what answers at %s is not Kafka%s".formatted(address, known(first)));
            // A listener with TLS never understands this
            case Answer.TlsFailed failed ->
                answer(false) instanceof Answer.Kafka
                        ? Optional.of("Kafka at %s has no TLS there, but the spec's security.protocol is %s"
                                .formatted(address, protocol))
                        : Optional.empty();
        };
    }

    private Answer answer(boolean tls) {
        String host = Utils.getHost(address);
        Integer port = Utils.getPort(address);
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(InetAddress.getByName(host), port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (Socket socket = tls ? secured(plain, host, port) : plain) {
                socket.getOutputStream().write(REQUEST);
                return read(new DataInputStream(socket.getInputStream()));
            }
        } catch (SSLException e) {
            return new Answer.TlsFailed();
        } catch (IOException e) {
            return new Answer.Nothing();
        }
    }

    private static Socket secured(Socket plain, String host, int port) throws IOException {
        return ((SSLSocketFactory) SSLSocketFactory.getDefault()).createSocket(plain, host, port, true);
    }

    private static Answer read(DataInputStream in) throws IOException {
        int size = in.readInt();
        return size >= SHORTEST && size <= LONGEST && in.readInt() == CORRELATION
                ? new Answer.Kafka()
                : new Answer.Stranger(size);
    }

    private static String known(int first) {
        return switch (first) {
            case 0x48_54_54_50 -> ": it is a web server";
            case 0x45_00_00_00 -> ": it looks like Postgres";
            case 0x53_53_48_2d -> ": it is an SSH server";
            default -> "";
        };
    }
}
