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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code bench-api}: exit code 1 if an answer was an error, or the ledger does not balance at the end. */
@Command(
        name = "api",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "How fast does the control plane answer about a month of counts? Makes them in a Postgres of its own, commits to them once a second,",
            "and asks what dashboards and programs ask, at a given rate. A latency is counted from the moment at which the request was due."
        })
final class ApiCommand implements Callable<Integer> {
    private static final String JOB = "bench";
    private static final String SPEC =
            "{\"name\":\"bench\",\"source\":{\"bootstrapServers\":\"127.0.0.1:9\",\"topic\":\"hits\"}}";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(names = "--control-plane-jar", required = true, hidden = true)
    private Path controlPlaneJar = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "Where the counts stay, so that they are made once.")
    private Path data = Path.of("");

    @Option(names = "--days", description = "Of counts (default: ${DEFAULT-VALUE}).")
    private int days = 30;

    @Option(names = "--hosts", description = "In every window (default: ${DEFAULT-VALUE}).")
    private int hosts = 1000;

    @Option(names = "--rate", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private double rate = 300;

    @Option(names = "--for", paramLabel = "DURATION", description = "How long (default: ${DEFAULT-VALUE}).")
    private Duration length = Duration.ofMinutes(1);

    @Option(
            names = "--warm-up",
            paramLabel = "DURATION",
            description = "Before that, not measured (default: ${DEFAULT-VALUE}).")
    private Duration warmUp = Duration.ofSeconds(20);

    @Option(names = "--seed", description = "Of the requests (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    @Option(names = "--any-range", description = "Only ranges by chance, of which hardly two are the same.")
    private boolean anyRange;

    @Option(names = "--no-commits", description = "Nothing is counted meanwhile.")
    private boolean noCommits;

    @Option(names = "--gzip", description = "Ask for compressed answers, as browsers do.")
    private boolean gzip;

    @Option(names = "--java-option", hidden = true)
    private List<String> javaOptions = List.of();

    @Override
    public Integer call() throws IOException, InterruptedException, GeneralSecurityException, SQLException {
        PrintWriter out = command.commandLine().getOut();
        try (Installation installation = Installation.start(data, controlPlaneJar, javaOptions)) {
            Prepared prepared = prepare(installation, out);
            Result result = measure(installation, prepared);
            result.print(out);
            String ledger = installation.get("/api/ledger?job=" + JOB).body();
            boolean balanced = ledger.contains("\"balanced\":true");
            out.println(balanced ? "the ledger balances" : "THE LEDGER DOES NOT BALANCE: " + ledger);
            out.flush();
            return balanced && result.load().errors() == 0 ? 0 : 1;
        }
    }

    /** @param window the start of the newest */
    private record Prepared(int job, Instant window) {}

    private Prepared prepare(Installation installation, PrintWriter out)
            throws IOException, InterruptedException, SQLException {
        int status = installation.post("/api/jobs?desired=STOPPED", SPEC).statusCode();
        try (Connection owner = installation.owner()) {
            int job = number(owner, "select id from job where name = '%s'".formatted(JOB));
            CountsData counts = new CountsData(owner, job, hosts);
            if (status == 201) {
                out.printf("making %d days × %d hosts in %s …%n", days, hosts, data);
                counts.fill(Instant.now(), days, out);
            }
            out.println(counts.size());
            out.flush();
            int newest = number(
                    owner,
                    "select extract(epoch from max(window_start))::int from hits_by_host where job = %d"
                            .formatted(job));
            return new Prepared(job, Instant.ofEpochSecond(newest));
        }
    }

    private static int number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private Result measure(Installation installation, Prepared prepared) throws SQLException {
        Random random = new Random(seed);
        Mix mix = new Mix(JOB, hosts, prepared.window().plus(CountsData.WINDOW), random, anyRange);
        LiveCommits commits =
                noCommits ? null : LiveCommits.start(installation.owner(), prepared.job(), prepared.window());
        try {
            new Load(installation.url(), mix, random, rate, gzip).run(warmUp);
            Load load = new Load(installation.url(), mix, random, rate, gzip);
            Usage controlPlane = installation.controlPlane();
            Usage postgres = installation.postgres();
            Usage own = Usage.ofThis();
            long began = System.nanoTime();
            load.run(length);
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            Usage controlPlaneAfter = installation.controlPlane();
            Usage postgresAfter = installation.postgres();
            return new Result(
                    load,
                    took,
                    commits == null ? 0 : commits.commits(),
                    controlPlaneAfter.cpuSince(controlPlane, took),
                    controlPlaneAfter.memoryKib(),
                    postgresAfter.cpuSince(postgres, took),
                    postgresAfter.memoryKib(),
                    Usage.ofThis().cpuSince(own, took));
        } finally {
            if (commits != null) {
                commits.close();
            }
        }
    }

    /** What was measured. CPU in cores. */
    private record Result(
            Load load,
            Duration took,
            int commits,
            double controlPlaneCpu,
            long controlPlaneKib,
            double postgresCpu,
            long postgresKib,
            double ownCpu) {
        void print(PrintWriter out) {
            Histogram all = new Histogram(3);
            out.printf("%-34s %8s %9s %9s %9s %9s%n", "milliseconds", "requests", "p50", "p95", "p99", "max");
            load.latencies().forEach((kind, histogram) -> {
                all.add(histogram);
                line(out, kind, histogram);
            });
            line(out, "all", all);
            out.printf(
                    Locale.ROOT,
                    "%.0f requests/s for %d s, %d errors, %.1f MB/s; %d commits%n",
                    all.getTotalCount() / (took.toMillis() / 1000.0),
                    took.toSeconds(),
                    load.errors(),
                    load.bytes() / 1e6 / (took.toMillis() / 1000.0),
                    commits);
            load.examples().forEach((error, path) -> out.printf("  %s: %s%n", error, path));
            out.printf(
                    Locale.ROOT,
                    "CPU: control plane %.2f cores, Postgres %.2f, this program %.2f, so %.1f ms a request; memory: control plane %d MiB, Postgres %d MiB%n",
                    controlPlaneCpu,
                    postgresCpu,
                    ownCpu,
                    (controlPlaneCpu + postgresCpu) * took.toMillis() / all.getTotalCount(),
                    controlPlaneKib >> 10,
                    postgresKib >> 10);
        }

        private static void line(PrintWriter out, String kind, Histogram histogram) {
            out.printf(
                    Locale.ROOT,
                    "%-34s %8d %9.1f %9.1f %9.1f %9.1f%n",
                    kind,
                    histogram.getTotalCount(),
                    histogram.getValueAtPercentile(50) / 1000.0,
                    histogram.getValueAtPercentile(95) / 1000.0,
                    histogram.getValueAtPercentile(99) / 1000.0,
                    histogram.getMaxValue() / 1000.0);
        }
    }
}
