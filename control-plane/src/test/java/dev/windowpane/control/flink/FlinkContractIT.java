package dev.windowpane.control.flink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.windowpane.control.flink.FlinkJob.State;
import dev.windowpane.local.FlinkVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the adapter promises, by each version of Flink that is supported. */
@ParameterizedClass
@EnumSource(FlinkVersion.class)
class FlinkContractIT {
    private static final Duration LONG = Duration.ofSeconds(90);

    @TempDir
    private static Path directory;

    private static @Nullable RealFlink flink;
    private static @Nullable JobJar jar;

    private final FlinkCluster cluster;

    FlinkContractIT(FlinkVersion version) {
        this.cluster = flink().cluster();
    }

    @BeforeParameterizedClassInvocation
    static void start(FlinkVersion version) throws IOException {
        jar = TestJob.jar(directory, 21);
        flink = new RealFlink(version, directory.resolve(version.name()));
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        flink().close();
    }

    private static RealFlink flink() {
        return java.util.Objects.requireNonNull(flink, "not started");
    }

    private static JobJar jar() {
        return java.util.Objects.requireNonNull(jar, "not started");
    }

    @AfterEach
    void cancelAll() {
        jobs().stream().filter(job -> !hasEnded(job)).map(FlinkJob::id).forEach(cluster::cancel);
        await().atMost(LONG).until(() -> jobs().stream().allMatch(FlinkContractIT::hasEnded));
    }

    private List<FlinkJob> jobs() {
        assertThat(cluster.look()).isInstanceOf(ClusterView.Reachable.class);
        return ((ClusterView.Reachable) cluster.look()).jobs();
    }

    private Optional<FlinkJob> job(String id) {
        return jobs().stream().filter(job -> job.id().equals(id)).findFirst();
    }

    private static boolean hasEnded(FlinkJob job) {
        return Set.of(State.CANCELED, State.FAILED, State.FINISHED).contains(job.state());
    }

    private void awaitState(String id, State state) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(job(id).map(FlinkJob::state)).contains(state));
    }

    private void awaitUp(String id) {
        await().atMost(LONG)
                .until(() -> job(id).filter(job -> job.tasks() > 0 && job.tasksUp() == job.tasks())
                        .isPresent());
    }

    private String stored() {
        assertThat(cluster.store(jar(), Set.of())).isInstanceOf(JarAnswer.Stored.class);
        return ((JarAnswer.Stored) cluster.store(jar(), Set.of())).id();
    }

    @Test
    void storesAJarOnceAndDropsASurplusOne() throws IOException {
        JobJar other = TestJob.jar(directory.resolve("other"), 17);
        JarAnswer first = cluster.store(other, Set.of());

        assertThat(cluster.store(other, Set.of())).isEqualTo(first);
        assertThat(cluster.store(jar(), Set.of(other.sha256()))).isInstanceOf(JarAnswer.Stored.class);

        assertThat(cluster.store(other, Set.of()))
                .isInstanceOf(JarAnswer.Stored.class)
                .isNotEqualTo(first);
    }

    @Test
    void launchesUnderOurIdAndListsTheJob() {
        String id = RealFlink.anId();

        assertThat(cluster.launch(stored(), id, RealFlink.launch("forever", 2))).isEqualTo(new LaunchAnswer.Accepted());

        awaitUp(id);
        FlinkJob job = job(id).orElseThrow();
        assertThat(job.name()).isEqualTo("windowpane forever");
        assertThat(job.state()).isEqualTo(State.RUNNING);
        assertThat(job.startedAt()).isAfter(java.time.Instant.parse("2020-01-01T00:00:00Z"));
        assertThat(cluster.lastFailure(id)).isEmpty();
    }

    @Test
    void aSecondLaunchOfAnIdIsAlreadyThereAlsoWhenTheJobHasEnded() {
        String id = RealFlink.anId();
        cluster.launch(stored(), id, RealFlink.launch("forever", 1));

        assertThat(cluster.launch(stored(), id, RealFlink.launch("forever", 1)))
                .isEqualTo(new LaunchAnswer.AlreadyThere());
        cluster.cancel(id);
        awaitState(id, State.CANCELED);

        assertThat(cluster.launch(stored(), id, RealFlink.launch("forever", 1)))
                .isEqualTo(new LaunchAnswer.AlreadyThere());
        assertThat(job(id).map(FlinkJob::state)).contains(State.CANCELED);
    }

    @Test
    void ofManyLaunchesOfOneIdAtOnceThereIsOneJob() throws InterruptedException, ExecutionException {
        String id = RealFlink.anId();
        String stored = stored();
        List<Callable<LaunchAnswer>> launches = IntStream.range(0, 24)
                .mapToObj(
                        n -> (Callable<LaunchAnswer>) () -> cluster.launch(stored, id, RealFlink.launch("forever", 1)))
                .toList();

        Map<Class<?>, Long> answers;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<LaunchAnswer>> futures = threads.invokeAll(launches);
            answers = futures.stream()
                    .map(Future::resultNow)
                    .collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
        }

        assertThat(jobs().stream().filter(job -> job.id().equals(id))).hasSize(1);
        assertThat(jobs().stream().filter(job -> !hasEnded(job))).hasSize(1);
        assertThat(answers.getOrDefault(LaunchAnswer.Accepted.class, 0L)).isEqualTo(1);
        assertThat(answers).doesNotContainKey(LaunchAnswer.Unknown.class);
        awaitUp(id);
    }

    @Test
    void cancelsAndTakesASecondOrNeedlessCancelWithoutAWord() {
        String id = RealFlink.anId();
        cluster.launch(stored(), id, RealFlink.launch("forever", 1));
        awaitUp(id);

        cluster.cancel(id);
        cluster.cancel(id);
        awaitState(id, State.CANCELED);
        cluster.cancel(id);
        cluster.cancel(RealFlink.anId());

        assertThat(job(id).map(FlinkJob::state)).contains(State.CANCELED);
    }

    @Test
    void saysNothingOfAJobThatIsNotThere() {
        String absent = RealFlink.anId();

        assertThat(job(absent)).isEmpty();
        assertThat(cluster.lastFailure(absent)).isEmpty();
        assertThat(cluster.metrics().gauges(absent, List.of())).isEmpty();
    }

    @Test
    void aWrongEntryClassIsRejectedWithItsCause() {
        String id = RealFlink.anId();

        LaunchAnswer answer =
                flink().launching("testjob.NotThere").launch(stored(), id, RealFlink.launch("forever", 1));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LaunchAnswer.Rejected.class,
                        rejected -> assertThat(rejected.cause().code()).isEqualTo("ENTRY_CLASS"));
        assertThat(job(id)).isEmpty();
    }

    @Test
    void aMissingJarIsRejectedWithItsCause() {
        LaunchAnswer answer = cluster.launch("0_windowpane-gone.jar", RealFlink.anId(), RealFlink.launch("forever", 1));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LaunchAnswer.Rejected.class,
                        rejected -> assertThat(rejected.cause().code()).isEqualTo("JAR_MISSING"));
    }

    @Test
    void aMainThatThrowsIsRejectedWithItsSentence() {
        LaunchAnswer answer = cluster.launch(stored(), RealFlink.anId(), RealFlink.launch("main-throws", 1));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        LaunchAnswer.Rejected.class,
                        rejected -> assertThat(rejected.cause().sentence()).contains("main wants it so"));
    }

    @Test
    void saysWhyAJobFails() {
        String id = RealFlink.anId();
        cluster.launch(stored(), id, RealFlink.launch("fails", 1));

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(cluster.lastFailure(id)).hasValueSatisfying(failure -> {
                    assertThat(failure.cause().sentence()).isEqualTo("IllegalStateException: the test wants it so");
                    assertThat(failure.offsetsLost()).isFalse();
                    assertThat(failure.at()).isAfter(java.time.Instant.parse("2020-01-01T00:00:00Z"));
                }));
    }

    @Test
    void countsTheTasksThatWaitForSlots() {
        String id = RealFlink.anId();
        FlinkSlots before = cluster.metrics().slots().orElseThrow();

        cluster.launch(stored(), id, RealFlink.launch("forever", before.total() + 1));

        awaitState(id, State.RUNNING);
        FlinkJob job = job(id).orElseThrow();
        assertThat(job.tasksUp()).isLessThan(job.tasks());
        assertThat(cluster.metrics().gauges(id, List.of()))
                .hasValueSatisfying(gauges -> assertThat(gauges.waiting()).isPositive());
    }

    @Test
    void readsFiguresOfTheClusterAndGaugesOfAJob() {
        String id = RealFlink.anId();
        cluster.launch(stored(), id, RealFlink.launch("forever", 1));
        awaitUp(id);

        await().atMost(LONG)
                .untilAsserted(() -> assertThat(cluster.metrics().gauges(id, List.of("does.numRecordsIn")))
                        .hasValueSatisfying(
                                gauges -> assertThat(gauges.gauges()).containsKey("does.numRecordsIn")));
        assertThat(cluster.metrics().slots())
                .hasValueSatisfying(slots -> assertThat(slots.free()).isLessThan(slots.total()));
    }
}
