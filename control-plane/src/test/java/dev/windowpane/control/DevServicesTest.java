package dev.windowpane.control;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** A test that asks for the dev services has what dev mode has: a real Flink, Kafka and Postgres. */
@QuarkusTest
@TestProfile(DevServicesTest.WithTheStack.class)
class DevServicesTest {
    /** Nothing but the wish; a container engine of the machine is none of this test's business. */
    public static final class WithTheStack implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "quarkus.windowpane.devservices.in-tests", "true",
                    "quarkus.windowpane.devservices.containers", "never",
                    "quarkus.http.test-port", "0");
        }
    }

    @Test
    void hasARealStackWithoutAWordOfConfiguration() throws IOException {
        given().get("/api/jobs").then().statusCode(200).body("items", empty());
        await().atMost(Duration.ofMinutes(5))
                .untilAsserted(() -> given().get("/q/health/ready")
                        .then()
                        .statusCode(200)
                        .body("checks.data.reachable", hasItem(true)));
        String[] hostAndPort =
                ConfigProvider.getConfig().getValue("KAFKA_URL", String.class).split(":", 2);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(hostAndPort[0], Integer.parseInt(hostAndPort[1])), 60_000);
        }
    }
}
