package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.UnreachableException;
import dev.windowpane.cli.output.Format;
import dev.windowpane.cli.output.Printer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code windowpane jobs logs}. */
@Command(
        name = "logs",
        description = {
            "Tells what happened to a job, oldest first: who asked for what, the phases of its runs, Flink's exceptions, new revisions.",
            "With -o json and csv a line each."
        },
        footer = {
            "",
            "Examples:",
            "  windowpane jobs logs mine",
            "  windowpane jobs logs mine -f",
            "  windowpane jobs logs mine --since -24h --tail 1000 -o json"
        })
final class JobsLogs implements Callable<Integer> {
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final int PAGE = 100;

    @Mixin
    private final Common common;

    @Parameters(paramLabel = "NAME", description = "The job.")
    private String name = "";

    @Option(names = "--tail", paramLabel = "N", description = "Begin with the newest N. Default: 50.")
    private int tail = 50;

    @Option(names = "--since", paramLabel = "TIME", description = "Nothing before: " + Times.KNOWN + ".")
    private @Nullable String since;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what happens, until Ctrl-C.")
    private boolean follow;

    private @Nullable JsonNode newest;
    private boolean begun;

    JobsLogs(Surroundings surroundings) {
        this.common = new Common(surroundings);
    }

    @Override
    public Integer call() {
        if (tail < 0) {
            throw common.wrong("--tail must not be negative");
        }
        Api api = common.api();
        Printer printer = common.printer();
        Instant from = common.instant("--since", since);
        List<JsonNode> first = new ArrayList<>();
        Pages.read(api, history(), Math.max(1, tail)).path("items").forEach(first::add);
        newest = first.isEmpty() ? null : first.getFirst();
        print(
                printer,
                first.subList(0, Math.min(tail, first.size())).stream()
                        .filter(entry -> from == null || !LogLine.at(entry).isBefore(from))
                        .toList());
        while (follow && !printer.closed() && !Thread.currentThread().isInterrupted()) {
            common.surroundings().pause().of(BETWEEN);
            print(printer, news(api));
        }
        return Exit.OK;
    }

    /** Newest first. */
    private List<JsonNode> news(Api api) {
        List<JsonNode> news = new ArrayList<>();
        try {
            JsonNode page = api.get(history().with("limit", PAGE));
            while (collect(page, news) && page.hasNonNull("next")) {
                page = api.get(history()
                        .with("limit", PAGE)
                        .with("cursor", page.path("next").asText()));
            }
        } catch (UnreachableException e) {
            common.say("the server does not answer; it is asked again");
            return List.of();
        }
        newest = news.isEmpty() ? newest : news.getFirst();
        return news;
    }

    /** Returns false as soon as what was printed before has been met. */
    private boolean collect(JsonNode page, List<JsonNode> news) {
        for (JsonNode entry : page.path("items")) {
            if (entry.equals(newest)) {
                return false;
            }
            news.add(entry);
        }
        return true;
    }

    private void print(Printer printer, List<JsonNode> newestFirst) {
        List<JsonNode> entries = newestFirst.reversed();
        if (printer.format() == Format.TABLE) {
            entries.forEach(entry -> LogLine.print(printer, entry));
        } else {
            printer.more(JobColumns.HISTORY, entries, !begun);
        }
        begun = true;
    }

    private Address history() {
        return Address.of("jobs", name, "history");
    }
}
