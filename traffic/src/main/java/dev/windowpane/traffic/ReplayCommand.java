package dev.windowpane.traffic;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay FILE…}: requests of web server logs become hits. Exit code 0 if hits were sent, 1 if not, 2 for a wrong command line. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Sends the requests of Apache and nginx logs (common, combined, vhost_combined; also .gz) as hits.")
final class ReplayCommand implements Callable<Integer> {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._-]{1,253}(:\\d{1,5})?|\\[[0-9A-Fa-f:.]+](:\\d{1,5})?");

    private final InstantSource clock;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private KafkaOptions kafka = new KafkaOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Log files, sent in the order of their first request; - is standard input.")
    private List<String> names = List.of();

    @Option(names = "--host", paramLabel = "HOST", description = "The host of logs that do not name it.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--shift-to-now", description = "Move all times so that the last request happens now.")
    private boolean shiftToNow;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description = "Send X times as fast as it happened (default: as fast as possible).")
    private double speed = Double.POSITIVE_INFINITY;

    ReplayCommand(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public Integer call() {
        check(host.isEmpty() || HOST.matcher(host.get()).matches(), "--host must be a host name");
        check(speed > 0, "--speed must be more than 0");
        check(names.stream().filter("-"::equals).count() <= 1, "- may be named only once");
        PrintWriter out = command.commandLine().getOut();
        PrintWriter err = command.commandLine().getErr();
        ReplayReport report = new ReplayReport();
        Instant start = clock.instant();
        boolean failed = false;
        try {
            run(report, err);
        } catch (ReplayException | KafkaAwayException e) {
            err.println("replay: " + e.getMessage());
            failed = true;
        }
        if (report.read() > 0 || !failed) {
            report.print(out, kafka, Duration.between(start, clock.instant()));
        }
        if (!failed && report.sent() == 0) {
            err.println("replay: nothing was sent");
        }
        return failed || report.sent() == 0 ? 1 : 0;
    }

    private void run(ReplayReport report, PrintWriter err) {
        LogLineParser parser = new LogLineParser();
        List<LogFile> files =
                names.stream().map(this::open).sorted(byFirstTime(parser)).toList();
        KafkaTopic topic = KafkaTopic.look(kafka);
        Duration shift = shiftToNow
                ? Replay.newest(files, parser)
                        .map(newest -> Duration.between(newest, clock.instant()))
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
        Pace pace = new Pace(speed, clock, Pause.until(new CountDownLatch(1)));
        boolean sizesKnown = files.stream().allMatch(file -> file.bytes() > 0);
        long bytes = sizesKnown ? files.stream().mapToLong(LogFile::bytes).sum() : 0;
        Progress progress = new Progress(bytes, Ansi.AUTO.enabled(), clock, err);
        try (RecordSink sink = new HitProducer(kafka)) {
            new Replay(files, host, shift, pace).run(parser, topic.partitions(), sink, report, progress);
        } finally {
            progress.end();
        }
    }

    private LogFile open(String name) {
        return name.equals("-") && shiftToNow ? LogFile.ofStandardInputKept() : LogFile.of(name);
    }

    /** A shell lists {@code access.log access.log.1 access.log.2.gz}: the newest first. Standard input comes last. */
    private static Comparator<LogFile> byFirstTime(LogLineParser parser) {
        return Comparator.comparing(file -> file.firstTime(parser).orElse(Instant.MAX));
    }

    private void check(boolean ok, String message) {
        if (!ok) {
            throw new ParameterException(command.commandLine(), message);
        }
    }
}
