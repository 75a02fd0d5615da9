package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.jobs.JobState;
import jakarta.ws.rs.ProcessingException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reconciler over a real Postgres and a fake Flink: crashes at each step, lost answers, two instances, a lost cluster. */
class ReconcilerCrashTest {
    @RegisterExtension
    static final Shop shop = new Shop();

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"before, upload", "after, upload", "before, run", "after, run"})
    void aLaunchThatCrashedIsFinishedByTheNextInstance(String when, String operation) {
        fault(when, operation);
        shop.driveUntilCrashed(shop.instance());

        shop.drive(shop.instance(), JobState.RUNNING);

        shop.exactlyOneJob();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"before, cancel", "after, cancel"})
    void aStopThatCrashedIsFinishedByTheNextInstance(String when, String operation) {
        Instance first = shop.instance();
        shop.drive(first, JobState.RUNNING);
        fault(when, operation);
        shop.desire("STOPPED");
        shop.driveUntilCrashed(first);

        shop.drive(shop.instance(), JobState.STOPPED);

        assertThat(shop.flink.alive()).isEmpty();
        assertThat(shop.flink.launchedIds()).hasSize(1);
    }

    private void fault(String when, String operation) {
        if (when.equals("before")) {
            shop.flink.before(operation, shop::crash);
        } else {
            shop.flink.after(operation, shop::crash);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"before", "after"})
    void aLaunchWhoseAnswerIsLostIsNotLaunchedTwice(String when) {
        Runnable lost = () -> {
            throw new ProcessingException("read timed out");
        };
        if (when.equals("before")) {
            shop.flink.before("run", lost);
        } else {
            shop.flink.after("run", lost);
        }

        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);

        shop.exactlyOneJob();
        assertThat(instance.job("shop").run().orElseThrow().epoch()).isEqualTo(1);
    }

    @Test
    void aLaunchThatHangsIsTakenOverUnderTheSameId() throws InterruptedException {
        CountDownLatch hanging = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        shop.flink.before("run", () -> {
            hanging.countDown();
            awaitQuietly(released);
        });
        Instance first = shop.instance();
        await().atMost(Duration.ofSeconds(15)).until(() -> {
            first.pass();
            return hanging.getCount() == 0;
        });
        shop.sql("update lease set expires_at = '-infinity'");

        Instance second = shop.instance();
        shop.drive(second, JobState.RUNNING);
        released.countDown();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);

        shop.drive(second, JobState.RUNNING);
        shop.exactlyOneJob();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void ofTwoInstancesOneActs() {
        Instance one = shop.instance();
        Instance other = shop.instance();
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    one.pass();
                    other.pass();
                    assertThat(one.job("shop").state()).isEqualTo(JobState.RUNNING);
                    assertThat(other.job("shop").state()).isEqualTo(JobState.RUNNING);
                });
        shop.exactlyOneJob();
    }

    @Test
    void aClusterThatLostItsJobsGetsANewLaunchUnderTheNextEpoch() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        shop.flink.restart();
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            instance.pass();
            assertThat(shop.flink.launchedIds()).hasSize(2);
        });
        shop.drive(instance, JobState.RUNNING);
        assertThat(shop.flink.alive()).hasSize(1);
        assertThat(instance.job("shop").run().orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    void nothingIsLaunchedWhileTheClusterIsUnreachable() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        for (int i = 0; i < 5; i++) {
            shop.flink.before("overview", () -> {
                throw new ProcessingException("connection refused");
            });
            instance.pass();
            assertThat(instance.job("shop").state()).isEqualTo(JobState.UNKNOWN);
            assertThat(instance.job("shop").detail())
                    .hasValueSatisfying(detail -> assertThat(detail).contains("since", "connection refused"));
        }
        shop.drive(instance, JobState.RUNNING);
        shop.exactlyOneJob();
    }
}
