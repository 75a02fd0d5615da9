package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.local.Addresses;
import dev.windowpane.local.FlinkVersion;
import dev.windowpane.local.LocalStack;
import dev.windowpane.traffic.Hit;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The same control plane and the same job JAR on the older Flink that is supported. */
class OlderFlinkIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int HITS = 600;

    @Test
    void countsEveryHitOnFlink22() {
        Checkout.requireBuilt();
        try (LocalStack local = LocalStack.in(Checkout.newDirectory("flink22-"))
                .flink(FlinkVersion.V2_2)
                .start()) {
            Addresses addresses = local.addresses();
            Api api = new Api(Objects.requireNonNull(addresses.controlPlane()));
            try (HitLog log = new HitLog(Objects.requireNonNull(addresses.kafkaBootstrap()), addresses.topic())) {
                Instant first = Instant.parse("2026-01-31T12:00:00Z");
                for (int n = 0; n < HITS; n++) {
                    Instant at = first.plusSeconds(n);
                    log.hit(n % 3, at, new Hit("192.0.2.1", at, "-", "host-%d.example".formatted(n % 7), "/"));
                }

                new Checker(log, new Database(Objects.requireNonNull(addresses.postgres()))).awaitExact();
            }
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .untilAsserted(
                            () -> assertThat(api.job(Stack.JOB).path("state").asText())
                                    .isEqualTo("RUNNING"));
            assertThat(api.get("/api/clusters").at("/items/0/version").asText()).startsWith("2.2.");
        }
    }
}
