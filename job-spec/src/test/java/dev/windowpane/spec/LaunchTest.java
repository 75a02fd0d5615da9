package dev.windowpane.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LaunchTest {
    private static final JobSpec SPEC =
            Preset.LOG_AGGREGATION.from(Map.of("KAFKA_URL", "127.0.0.1:9092", "KAFKA_TOPIC", "hits"));

    @Test
    void comesBackFromItsArguments() {
        Launch launch = new Launch(7, 42, SPEC);

        assertThat(Launch.parse(launch.toArguments().toArray(String[]::new))).isEqualTo(launch);
    }

    @Test
    void namesTheArgumentThatIsMissing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Launch.parse("--job", "1", "--epoch", "1"))
                .withMessageContaining("--spec is missing");
    }

    @Test
    void namesTheArgumentThatIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Launch.parse("--job", "one", "--epoch", "1", "--spec", "{}"))
                .withMessageContaining("--job must be a number, but is 'one'");
    }

    @Test
    void namesTheArgumentThatIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Launch.parse("--jbo", "1"))
                .withMessageContaining("'--jbo' is unknown");
    }

    @Test
    void takesParallelismAndIntervalFromTheSpec() {
        assertThat(new Launch(1, 1, SPEC).flinkConfiguration())
                .containsEntry("pipeline.name", "windowpane log-aggregation")
                .containsEntry("parallelism.default", "3")
                .containsEntry("execution.checkpointing.interval", "1000 ms");
    }
}
