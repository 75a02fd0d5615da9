package dev.windowpane.benchmark;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench-pass}: what it costs to watch many jobs. */
@Command(
        name = "pass",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "What does it cost to keep many jobs running? Three phases, with a real Postgres and a double of Flink: no job, all jobs up, and all jobs",
            "being restarted by Flink. For each: how long a pass over all jobs takes, what Flink is asked, transactions, CPU."
        })
final class PassCommand implements Callable<Integer> {
    private static final Duration SETTLE = Duration.ofSeconds(12);

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--control-plane-jar", required = true, hidden = true)
    private Path controlPlaneJar = Path.of("");

    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Of the Postgres, which must be new.")
    private Path data = Path.of("");

    @Option(names = "--jobs", description = "How many (default: ${DEFAULT-VALUE}).")
    private int jobs = 100;

    @Option(names = "--for", paramLabel = "DURATION", description = "Each phase (default: ${DEFAULT-VALUE}).")
    private Duration length = Duration.ofSeconds(30);

    @Override
    public Integer call() throws IOException, InterruptedException, GeneralSecurityException, SQLException {
        PrintWriter out = command.commandLine().getOut();
        try (Installation installation = Installation.start(data, controlPlaneJar, List.of());
                Connection owner = installation.owner()) {
            phase(installation, owner, "no job", out);
            launch(installation, owner);
            phase(installation, owner, "%d jobs up".formatted(jobs), out);
            installation.flink().restarting(true);
            phase(installation, owner, "%d jobs restarting".formatted(jobs), out);
            return 0;
        }
    }

    private void launch(Installation installation, Connection owner)
            throws IOException, InterruptedException, SQLException {
        Map<String, String> ids = new HashMap<>();
        for (int i = 1; i <= jobs; i++) {
            String name = "job-" + i;
            int status = installation.post("/api/jobs?desired=STOPPED", spec(i)).statusCode();
            if (status != 201) {
                throw new IllegalStateException("%s could not be made, is the data directory new?".formatted(name));
            }
            ids.put(text(owner, "select md5('%s')".formatted(name)), name);
        }
        installation.flink().jobs(ids);
        try (Statement statement = owner.createStatement()) {
            for (String name : ids.values()) {
                statement.addBatch(run(name));
            }
            statement.addBatch("update job set desired = 'RUNNING'");
            statement.executeBatch();
        }
    }

    private static String spec(int number) {
        return "{\"name\":\"job-%1$d\",\"source\":{\"bootstrapServers\":\"127.0.0.1:9\",\"topic\":\"hits-%1$d\"}}"
                .formatted(number);
    }

    private static String run(String name) {
        return """
                insert into run (id, job, revision, epoch, phase, submitted_at, stable_at)
                select md5('%1$s'), id, revision, 1, 'RUNNING', now(), now() from job where name = '%1$s'
                """.formatted(name);
    }

    private void phase(Installation installation, Connection owner, String what, PrintWriter out)
            throws IOException, InterruptedException, SQLException {
        LockSupport.parkNanos(SETTLE.toNanos());
        installation.flink().takeCalls();
        double passes = metric(installation, "windowpane_reconcile_pass_seconds_count");
        double seconds = metric(installation, "windowpane_reconcile_pass_seconds_sum");
        long transactions = transactions(owner);
        Usage controlPlane = installation.controlPlane();
        Usage postgres = installation.postgres();
        long began = System.nanoTime();
        LockSupport.parkNanos(length.toNanos());
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        double passesDone = metric(installation, "windowpane_reconcile_pass_seconds_count") - passes;
        double secondsTaken = metric(installation, "windowpane_reconcile_pass_seconds_sum") - seconds;
        Usage after = installation.controlPlane();
        out.printf(
                Locale.ROOT,
                "%s: %.0f passes in %d s, %.1f ms each; %.1f transactions/s; CPU: control plane %.1f %% of a core, Postgres %.1f %%; control plane %d MiB%n",
                what,
                passesDone,
                took.toSeconds(),
                passesDone == 0 ? 0 : secondsTaken * TimeUnit.SECONDS.toMillis(1) / passesDone,
                (transactions(owner) - transactions) * 1e9 / took.toNanos(),
                100 * after.cpuSince(controlPlane, took),
                100 * installation.postgres().cpuSince(postgres, took),
                after.memoryKib() >> 10);
        installation
                .flink()
                .takeCalls()
                .forEach((question, number) ->
                        out.printf(Locale.ROOT, "  %-50s %6.1f a pass%n", question, number / Math.max(1, passesDone)));
        out.flush();
    }

    private static double metric(Installation installation, String name) throws IOException, InterruptedException {
        return installation
                .get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private static long transactions(Connection owner) throws SQLException {
        return Long.parseLong(
                text(owner, "select xact_commit from pg_stat_database where datname = current_database()"));
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }
}
