package dev.windowpane.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PresetTest {
    @Test
    void reproducesTheOriginalPipelineFromItsEnvironment() {
        JobSpec spec = Preset.named("log-aggregation")
                .from(Map.of(
                        "KAFKA_URL", "kafka:9092",
                        "KAFKA_TOPIC", "process_events",
                        "KAFKA_GROUP", "original",
                        "KAFKA_WEB_TRAFFIC_KEY", "key",
                        "KAFKA_WEB_TRAFFIC_SECRET", "hush"));

        assertThat(spec.source().groupId()).hasToString("original");
        assertThat(spec.source().startFrom()).isEqualTo(new StartFrom.Latest());
        assertThat(spec.source().properties().values()).containsEntry("security.protocol", "SASL_SSL");
        assertThat(spec.execution().parallelism()).isEqualTo(3);
        assertThat(JobSpecJson.write(spec)).contains("KAFKA_WEB_TRAFFIC_SECRET").doesNotContain("hush");
    }

    @Test
    void namesTheVariableThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preset.LOG_AGGREGATION.from(Map.of("KAFKA_URL", "kafka:9092")))
                .withMessage("environment variable KAFKA_TOPIC is not set");
    }

    @Test
    void namesTheKnownPresets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Preset.named("nonsense"))
                .withMessageContaining("known are log-aggregation");
    }
}
