package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.Json;
import dev.windowpane.cli.client.ProblemException;
import dev.windowpane.cli.client.UnreachableException;
import dev.windowpane.cli.output.Printer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/** Waits for an operation and tells how it goes. A server that is away for a while is asked again. */
final class OperationWatch {
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final int SERVER_FAILED = 500;

    private final Common common;
    private final Api api;
    private final Duration limit;
    private final Instant began;
    private final Progress progress;

    OperationWatch(Common common, Api api, Duration limit) {
        this.common = common;
        this.api = api;
        this.limit = limit;
        this.began = common.surroundings().clock().instant();
        this.progress =
                new Progress(common.err(), common.surroundings().terminal().errors());
    }

    /** Returns the exit status, after the result is printed. */
    int follow(String id, String what) {
        JsonNode operation = awaitOrSayHowToLook(id, what);
        Printer printer = common.printer();
        String state = operation.path("state").asText();
        switch (printer.format()) {
            case TABLE -> printer.remark(sentence(operation, what));
            case JSON, CSV -> printer.one(operation, OperationColumns.ALL);
        }
        if (state.equals("SUCCEEDED")) {
            return Exit.OK;
        }
        if (state.equals("FAILED")) {
            why(operation);
        }
        String job = operation.path("job").asText();
        common.say("More: windowpane jobs explain %s, windowpane jobs logs %s".formatted(job, job));
        return Exit.NO;
    }

    private JsonNode awaitOrSayHowToLook(String id, String what) {
        CtrlC ctrlC = CtrlC.says(common.err(), "The work goes on. See how it goes: windowpane operations wait " + id);
        try {
            return await(id, what);
        } finally {
            progress.end();
            ctrlC.over();
        }
    }

    private JsonNode await(String id, String what) {
        while (true) {
            JsonNode operation = look(id);
            if (!operation.path("state").asText("RUNNING").equals("RUNNING")) {
                return operation;
            }
            if (elapsed().compareTo(limit) >= 0) {
                throw new FailureException(
                        Exit.TIMED_OUT,
                        "%s: not done after %d s; it goes on. See how: windowpane operations wait %s"
                                .formatted(what, limit.toSeconds(), id));
            }
            common.surroundings().pause().of(BETWEEN);
        }
    }

    private JsonNode look(String id) {
        try {
            JsonNode operation = api.get(Address.of("operations", id));
            if (operation.path("state").asText().equals("RUNNING")) {
                progress.show(elapsed(), job(operation.path("job").asText()));
            }
            return operation;
        } catch (UnreachableException e) {
            progress.show(elapsed(), "the server does not answer; it is asked again");
        } catch (ProblemException e) {
            if (e.problem().status() < SERVER_FAILED) {
                throw e;
            }
            progress.show(elapsed(), e.problem().detail());
        }
        return Json.object();
    }

    private String job(String name) {
        JsonNode job = api.get(Address.of("jobs", name));
        return Stream.of(job.path("state").asText(), job.path("detail").asText())
                .filter(part -> !part.isEmpty())
                .reduce((state, detail) -> state + ": " + detail)
                .orElse("");
    }

    private Duration elapsed() {
        return Duration.between(began, common.surroundings().clock().instant());
    }

    private String sentence(JsonNode operation, String what) {
        String detail = operation.path("detail").asText();
        return String.format(
                Locale.ROOT,
                "%s: %s after %.1f s%s",
                what,
                operation.path("state").asText(),
                took(operation).toMillis() / 1000.0,
                detail.isEmpty() ? "" : "; " + detail);
    }

    private Duration took(JsonNode operation) {
        try {
            return Duration.between(
                    Instant.parse(operation.path("createdAt").asText()),
                    Instant.parse(operation.path("endedAt").asText()));
        } catch (DateTimeException e) {
            return elapsed();
        }
    }

    /** The runs of the revision that was asked for say more than the newest one, which may be of the revision before. */
    private void why(JsonNode operation) {
        String name = operation.path("job").asText();
        for (JsonNode run : api.get(Address.of("jobs", name, "runs")).path("items")) {
            JsonNode cause = run.path("cause");
            if (run.path("revision").asLong() == operation.path("revision").asLong() && cause.hasNonNull("code")) {
                String sentence = cause.path("sentence").asText();
                boolean said = operation.path("detail").asText().contains(sentence);
                common.say(cause.path("code").asText() + (said ? "" : ": " + sentence));
                common.say("Hint: " + cause.path("hint").asText());
                return;
            }
        }
    }
}
