package dev.windowpane.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.local.Addresses;
import dev.windowpane.local.LocalStack;
import dev.windowpane.local.PostgresAddress;
import dev.windowpane.local.Programs;
import dev.windowpane.prover.Pace;
import dev.windowpane.prover.Poller;
import dev.windowpane.traffic.Hit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/** A stack under load that can be broken everywhere: two TaskManagers, breakable links, a producer that writes down what it sends, a poller that never rests. */
final class FullStack implements AutoCloseable {
    static final String JOB = Stack.JOB;
    static final int TASK_MANAGERS = 2;

    private static final Pace PACE = new Pace(Duration.ofMillis(40), Duration.ofSeconds(15));
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final InstantSource clock = InstantSource.system();
    final LocalStack local;
    final Database database;
    final Api api;
    final FlinkApi flink;
    final HitLog log;
    final LiveTraffic traffic;
    final Checker checker;
    final Poller poller;
    final Timeline timeline = new Timeline(JOB);
    /** Ours alone, so that a test may replace it. */
    final Path jobJar;

    private final Path directory;

    private FullStack(FullSettings settings, Path directory, Path jobJar, LocalStack local) {
        this.directory = directory;
        this.jobJar = jobJar;
        this.local = local;
        Addresses addresses = local.addresses();
        PostgresAddress postgres = Objects.requireNonNull(addresses.postgres());
        this.database = new Database(postgres);
        this.api = new Api(Objects.requireNonNull(addresses.controlPlane()));
        this.flink = new FlinkApi(Objects.requireNonNull(addresses.flink()));
        this.log = new HitLog(Objects.requireNonNull(addresses.kafkaBootstrap()), addresses.topic());
        this.traffic = new LiveTraffic(log, settings.rate(), settings.seed(), clock);
        this.checker = new Checker(log, database);
        this.poller = Looks.at(postgres, PACE, timeline::add);
    }

    static FullStack start(FullSettings settings) {
        Checkout.requireBuilt();
        Path directory = Checkout.newDirectory("full-");
        Programs built = Programs.ofCheckout(Path.of(""));
        Path jobJar = copy(built.jobJar(), directory.resolve("job.jar"));
        LocalStack local = LocalStack.in(directory)
                .programs(built.with(jobJar))
                .taskManagers(TASK_MANAGERS)
                .breakableLinks()
                .withStandby()
                .start();
        FullStack stack = new FullStack(settings, directory, jobJar, local);
        stack.awaitRunning();
        // So that counts have a first commit, and quiet time a beginning
        stack.log.hit(0, stack.clock.instant(), new Hit("192.0.2.1", stack.clock.instant(), "-", "first.example", "/"));
        stack.checker.awaitExact();
        stack.poller.begin();
        return stack;
    }

    private static Path copy(Path from, Path to) {
        try {
            return Files.copy(from, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns when the main job is observed as running. */
    void awaitRunning() {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(
                        () -> assertThat(api.job(JOB).path("state").asText()).isEqualTo("RUNNING"));
    }

    /** Returns when desired is observed: a run of the newest revision and generation whose job is Flink's only one, or none at all. */
    void awaitAsDesired() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .untilAsserted(() -> {
                    JsonNode job = api.job(JOB);
                    JsonNode run = job.path("run");
                    assertThat(job.path("state")).isEqualTo(job.path("desired"));
                    boolean runs = job.path("desired").asText().equals("RUNNING");
                    if (runs) {
                        assertThat(run.path("revision")).isEqualTo(job.path("revision"));
                        assertThat(run.path("generation")).isEqualTo(job.path("generation"));
                    }
                    assertThat(flink.liveJobs())
                            .isEqualTo(runs ? List.of(run.path("id").asText()) : List.of());
                });
    }

    /** Returns when this many commits more are visible. */
    void awaitCommits(int more) {
        long before = database.commits();
        await().atMost(PATIENCE).until(() -> database.commits() >= before + more);
    }

    /** Lets time go by under load. */
    void watchFor(Duration time) {
        await().atMost(time.plus(PATIENCE)).pollDelay(time).until(() -> true);
    }

    /** From now until everything that Kafka had now is counted. */
    Duration caughtUp() {
        Instant begin = clock.instant();
        long all = log.acknowledged();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> database.read() >= all);
        return Duration.between(begin, clock.instant());
    }

    /** The id of the job at Flink, which must be the only one. */
    String flinkJob() {
        return await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(flink::liveJobs, live -> live.size() == 1)
                .getFirst();
    }

    void awaitTaskManagers() {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> flink.taskManagers().size() == TASK_MANAGERS);
    }

    /** The number of a TaskManager on which the job runs. */
    int busyTaskManager() {
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> flink.taskManagers().stream().anyMatch(FlinkApi.TaskManager::isBusy));
        return flink.taskManagers().stream()
                .filter(FlinkApi.TaskManager::isBusy)
                .findFirst()
                .orElseThrow()
                .number();
    }

    /** What the control plane says is the cause; {@code OK} when all is well or it cannot say. */
    String cause() {
        HttpResponse<String> answer =
                api.send(api.request("/api/jobs/%s/explain".formatted(JOB)).GET());
        return answer.statusCode() == 200
                ? Api.json(answer.body()).path("cause").asText()
                : "OK";
    }

    @Override
    public void close() {
        traffic.close();
        poller.close();
        log.close();
        local.close();
        database.close();
        Stack.delete(directory.resolve("data"));
    }
}
