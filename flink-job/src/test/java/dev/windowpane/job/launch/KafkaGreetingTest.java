package dev.windowpane.job.launch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.windowpane.spec.JobSpecJson;
import dev.windowpane.spec.KafkaSource;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KafkaGreetingTest {
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 400 Bad Request| |is not Kafka: it is a web server",
                "SSH-2.0-OpenSSH_9.6| |is not Kafka: it is an SSH server",
                "-ERR unknown command| |is not Kafka",
                "|45000000a14647415441|is not Kafka: it looks like Postgres",
                "|15030300020246|expects TLS, but the spec's security.protocol is PLAINTEXT",
                "|ffffffff|is not Kafka",
                "|0000000100000000|is not Kafka",
                "|0000001e000000010000|is not Kafka"
            })
    void refusesWhatNoKafkaAnswers(String text, String hex, String complaint) throws IOException {
        byte[] answer = text == null ? HexFormat.of().parseHex(hex) : text.getBytes(StandardCharsets.US_ASCII);
        try (Answering server = new Answering(request -> answer)) {
            assertThatThrownBy(() -> KafkaGreeting.of(server.source("")))
                    .isInstanceOf(LaunchException.class)
                    .hasMessageStartingWith("what answers at 127.0.0.1:%d ".formatted(server.port()))
                    .hasMessageEndingWith(complaint);
        }
    }

    @Test
    void takesWhatRepeatsTheRequestsNumberForKafka() throws IOException {
        try (Answering server = new Answering(KafkaGreetingTest::kafka)) {
            assertThatCode(() -> KafkaGreeting.of(server.source(""))).doesNotThrowAnyException();
            assertThatCode(() -> KafkaGreeting.of(server.source(protocol("SASL_PLAINTEXT"))))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAListenerWithoutTlsThatTheSpecWantsWithTls() throws IOException {
        try (Answering server = new Answering(KafkaGreetingTest::kafka)) {
            assertThatThrownBy(() -> KafkaGreeting.of(server.source(protocol("ssl"))))
                    .hasMessage("Kafka at 127.0.0.1:%d has no TLS there, but the spec's security.protocol is SSL"
                            .formatted(server.port()));
        }
    }

    @Test
    void looksAtEachAddress() throws IOException {
        try (Answering kafka = new Answering(KafkaGreetingTest::kafka);
                Answering other = new Answering(request -> "HTTP/1.1 400".getBytes(StandardCharsets.US_ASCII))) {
            KafkaSource source = source("127.0.0.1:%d,127.0.0.1:%d".formatted(kafka.port(), other.port()), "");

            assertThatThrownBy(() -> KafkaGreeting.of(source)).hasMessageContaining(":" + other.port() + " is not");
        }
    }

    @Test
    void leavesSilenceAndErrorsToTheClient() throws IOException {
        try (Answering closes = new Answering(request -> new byte[0])) {
            assertThatCode(() -> KafkaGreeting.of(closes.source(""))).doesNotThrowAnyException();
            assertThatCode(() -> KafkaGreeting.of(closes.source(protocol("SSL"))))
                    .doesNotThrowAnyException();
        }
        assertThatCode(() -> KafkaGreeting.of(source("nowhere.invalid:9092,127.0.0.1:1", "")))
                .doesNotThrowAnyException();
    }

    /** As Kafka answers; a hello of TLS it does not understand, and hangs up. */
    private static byte[] kafka(byte[] request) {
        int correlation = ByteBuffer.wrap(request).getInt(8);
        return request[0] == 0
                ? ByteBuffer.allocate(14).putInt(10).putInt(correlation).array()
                : new byte[0];
    }

    private static String protocol(String name) {
        return ", \"properties\": {\"security.protocol\": \"%s\"}".formatted(name);
    }

    private static KafkaSource source(String servers, String more) {
        return JobSpecJson.parse("""
                        {"name": "t", "source": {"bootstrapServers": "%s", "topic": "hits"%s}}""".formatted(servers, more)).source();
    }

    /** A server that gives each connection one answer and hangs up. */
    private record Answering(ServerSocket socket, UnaryOperator<byte[]> answer) implements AutoCloseable {
        private static final int REQUEST = 14;

        Answering(UnaryOperator<byte[]> answer) throws IOException {
            this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), answer);
            Thread.ofVirtual().start(this::serve);
        }

        int port() {
            return socket.getLocalPort();
        }

        KafkaSource source(String more) {
            return KafkaGreetingTest.source("127.0.0.1:" + port(), more);
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket peer = socket.accept()) {
                    byte[] said = answer.apply(peer.getInputStream().readNBytes(REQUEST));
                    peer.getOutputStream().write(said);
                } catch (IOException e) {
                    // It was closed, or the peer has heard enough
                }
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
