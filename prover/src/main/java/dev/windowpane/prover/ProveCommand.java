package dev.windowpane.prover;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code prove}: exit code 0 if all looks were right, 1 if one was not or none was possible, 2 for a wrong command line. */
@Command(
        name = "prove",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Looks at the tables of a running installation many times a second and says each time whether the numbers add up:",
            "read = counted + retired + dead letters per job and partition; the ledger by partition = the hosts, the referrers = their host,"
                    + " hours and days = their windows; nothing ever goes back; FINAL windows change only together with their late hits.",
            "It only reads, as windowpane_reader. Ctrl-C ends it with the result."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:no violation", "1:violations, or the database could not be looked at", "2:wrong options"})
final class ProveCommand implements Callable<Integer> {
    private static final long BETWEEN_LINES_MILLIS = 500;
    private static final int SHOWN = 20;

    private final CountDownLatch end;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data directory of a running './windowpane up' (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of(".windowpane");

    @Option(
            names = "--url",
            paramLabel = "JDBC-URL",
            description = "Instead: any database, such as jdbc:postgresql://db.example:5432/windowpane.")
    private @Nullable String url;

    @Option(names = "--user", paramLabel = "ROLE", description = "With --url (default: ${DEFAULT-VALUE}).")
    private String user = "windowpane_reader";

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "With --url: holds the password and nothing else.")
    private @Nullable Path passwordFile;

    @Option(names = "--for", paramLabel = "DURATION", description = "How long, such as PT10M (default: until Ctrl-C).")
    private @Nullable Duration length;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description = "Between two looks (default: ${DEFAULT-VALUE}). Every key is compared every 10 s.")
    private Duration every = Pace.USUAL.every();

    @Option(
            names = "--exact-offsets",
            description = "The topics hold no transaction markers and are not compacted, so each offset is a record.")
    private boolean exactOffsets;

    /** @param end asks for the result */
    ProveCommand(CountDownLatch end) {
        this.end = end;
    }

    @Override
    public Integer call() {
        PrintWriter out = command.commandLine().getOut();
        try (Poller poller = poller()) {
            poller.begin();
            watch(poller, new StatusLine(Ansi.AUTO.enabled(), out));
            return result(poller, out);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private Poller poller() {
        try {
            return new Poller(
                    target(), new Pace(every, Pace.USUAL.everythingEvery()), new Rules(exactOffsets), look -> {});
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Target target() {
        if (url == null) {
            return AddressFile.target(data);
        }
        if (passwordFile == null) {
            throw new IllegalArgumentException(
                    "--url needs --password-file FILE: a password has no place in arguments");
        }
        return new Target(url, user, passwordFile);
    }

    private void watch(Poller poller, StatusLine line) throws InterruptedException {
        long limit = System.nanoTime() + (length == null ? Duration.ofDays(36_500) : length).toNanos();
        while (System.nanoTime() - limit < 0 && !poller.awaitEnd(0)) {
            long left = TimeUnit.NANOSECONDS.toMillis(limit - System.nanoTime());
            if (end.await(Math.min(BETWEEN_LINES_MILLIS, Math.max(1, left)), TimeUnit.MILLISECONDS)) {
                break;
            }
            line.show(poller);
        }
        line.end();
    }

    private static int result(Poller poller, PrintWriter out) {
        List<Violation> violations = poller.violations();
        violations.stream().limit(SHOWN).forEach(out::println);
        out.println(StatusLine.text(poller));
        if (poller.polls() == 0) {
            out.println("the database could not be looked at: "
                    + poller.lastMiss().map(Throwable::getMessage).orElse("there was no time"));
        }
        out.flush();
        return violations.isEmpty() && poller.polls() > 0 ? 0 : 1;
    }
}
