package dev.windowpane.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.job.launch.Reading;
import dev.windowpane.job.testing.Faults;
import dev.windowpane.spec.Launch;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Jobs that end by themselves. */
final class BoundedRunIT {
    private static final String UNTIL_NOW = ", \"stopAt\": {\"type\": \"latest\"}";

    private final RealJob job = new RealJob(3);

    @BeforeEach
    void noFaults() {
        Faults.clear();
    }

    @Test
    void countsWhatIsThereAtTheFirstLaunchToTheLastHit() throws Exception {
        job.send(0, 500);
        job.send(2, 70);
        job.kafka.transaction(job.topic, 2, RealJob.TIME, List.of(RealJob.hit(2), RealJob.hit(2)), true);
        job.kafka.transaction(job.topic, 2, RealJob.TIME, List.of(RealJob.hit(2)), false);
        Launch launch = job.nextLaunch(UNTIL_NOW);
        Reading reading = job.prepare(launch);
        job.send(0, 5);
        job.send(1, 5);

        RealJob.awaitEnd(job.start(launch, reading));

        assertThat(job.hits()).isEqualTo("p0=500 p2=72");
        assertThat(job.progress()).isEqualTo("0 0 500 500, 1 0 0 0, 2 0 72 75");
        assertThat(job.allWindowsAreFinal()).isTrue();
        assertThat(job.isBalanced()).isTrue();
    }

    @Test
    void endsAlsoAfterAFailureInTheMiddle() throws Exception {
        job.send(0, 100);
        job.prepare(job.nextLaunch(UNTIL_NOW));
        // As if the first launch had found 150 records: the run waits for the last 50
        job.postgres.execute("update job_progress set end_offset = 150 where partition = 0 and job = " + job.job);
        JobClient run = job.start(UNTIL_NOW);
        job.awaitHits("p0=100");

        Faults.plan("postgres", 1);
        job.send(0, 80);
        RealJob.awaitEnd(run);

        assertThat(Faults.allHappened()).isTrue();
        assertThat(job.hits()).isEqualTo("p0=150");
        assertThat(job.progress()).isEqualTo("0 0 150 150, 1 0 0 0, 2 0 0 0");
        assertThat(job.allWindowsAreFinal()).isTrue();
    }

    @Test
    void aLaterLaunchHasTheEndsOfTheFirst() throws Exception {
        job.send(0, 100);
        job.send(1, 10);
        job.prepare(job.nextLaunch(UNTIL_NOW));
        job.postgres.execute("update job_progress set end_offset = 150 where partition = 0 and job = " + job.job);
        JobClient first = job.start(UNTIL_NOW);
        job.awaitHits("p0=100 p1=10");
        first.cancel().get();
        job.send(0, 100);
        job.send(1, 100);
        job.kafka.addPartitions(job.topic, 4);
        job.send(3, 7);

        RealJob.awaitEnd(job.start(UNTIL_NOW));
        RealJob.awaitEnd(job.start(UNTIL_NOW));

        assertThat(job.hits()).isEqualTo("p0=150 p1=10");
        assertThat(job.progress()).isEqualTo("0 0 150 150, 1 0 10 10, 2 0 0 0");
        assertThat(job.allWindowsAreFinal()).isTrue();
    }

    @Test
    void aTopicWithNothingToReadEndsAtOnce() throws Exception {
        RealJob.awaitEnd(job.start(UNTIL_NOW));
        job.send(0, 10);
        RealJob.awaitEnd(job.start(UNTIL_NOW));

        assertThat(job.hits()).isEmpty();
        assertThat(job.progress()).isEqualTo("0 0 0 0, 1 0 0 0, 2 0 0 0");
    }

    @Test
    void anEndBeforeWhatIsCountedEndsAtOnceAndLeavesNoWindowOpen() throws Exception {
        job.send(0, 40);
        JobClient endless = job.start("");
        job.awaitHits("p0=40");
        endless.cancel().get();
        assertThat(job.allWindowsAreFinal()).isFalse();

        RealJob.awaitEnd(job.start(", \"stopAt\": {\"type\": \"timestamp\", \"at\": \"2020-01-01T00:00:00Z\"}"));

        assertThat(job.hits()).isEqualTo("p0=40");
        assertThat(job.progress()).isEqualTo("0 0 40 0, 1 0 0 0, 2 0 0 0");
        assertThat(job.allWindowsAreFinal()).isTrue();
    }

    @Test
    void aTimeToStopAtIsTheFirstRecordThatIsNotRead() throws Exception {
        job.send(0, 3);
        job.kafka.send(job.topic, 0, RealJob.TIME.plusSeconds(60), RealJob.hit(0));
        job.send(0, 2);
        job.send(1, 2);

        RealJob.awaitEnd(job.start(
                ", \"stopAt\": {\"type\": \"timestamp\", \"at\": \"%s\"}".formatted(RealJob.TIME.plusSeconds(1))));

        assertThat(job.hits()).isEqualTo("p0=3 p1=2");
        assertThat(job.progress()).isEqualTo("0 0 3 3, 1 0 2 2, 2 0 0 0");
    }

    @Test
    void aSpecThatNoLongerHasAnEndGoesOn() throws Exception {
        job.send(0, 3);
        RealJob.awaitEnd(job.start(UNTIL_NOW));
        job.send(0, 4);

        JobClient endless = job.start("");
        job.awaitHits("p0=7");
        endless.cancel().get();

        assertThat(job.progress()).isEqualTo("0 0 7 -, 1 0 0 -, 2 0 0 -");
    }
}
