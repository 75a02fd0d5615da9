package dev.windowpane.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.windowpane.cli.client.Address;
import dev.windowpane.cli.client.Answer;
import dev.windowpane.cli.client.Api;
import dev.windowpane.cli.client.Request;
import dev.windowpane.cli.output.Format;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks for long work, once however often the question is sent, and waits until it is done. */
final class Waiting {
    private static final String OPERATIONS = "/api/operations/";

    @Option(names = "--no-wait", description = "Return when the request is noted, not when it is done.")
    private boolean returnAtOnce;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "Wait at most so long; the work goes on all the same. Default: 5m.")
    private Duration limit = Duration.ofMinutes(5);

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "The same request with the same key has its effect once. Default: a new one for each call.")
    private @Nullable String key;

    Request post(Common common, Address address, @Nullable JsonNode body) {
        return Request.post(
                address, body, key == null ? common.surroundings().keys().get() : key);
    }

    /**
     * Sends it and waits.
     *
     * @param what for people, such as {@code start of mine}
     */
    int order(Common common, Request request, String what) {
        Api api = common.api();
        return follow(common, api, api.send(request), what);
    }

    int follow(Common common, Api api, Answer answer, String what) {
        Optional<String> operation = operation(answer);
        if (operation.isEmpty() || returnAtOnce) {
            if (common.printer().format() == Format.TABLE) {
                common.printer().remark("%s: noted".formatted(what));
                operation.ifPresent(id -> common.say("See how it goes: windowpane operations wait " + id));
            } else {
                common.printer().one(answer.json(), JobColumns.ONE);
            }
            return Exit.OK;
        }
        return new OperationWatch(common, api, limit).follow(operation.get(), what);
    }

    private static Optional<String> operation(Answer answer) {
        return answer.header("Operation-Location")
                .or(() -> answer.header("Location"))
                .filter(location -> location.contains(OPERATIONS))
                .map(location -> location.substring(location.indexOf(OPERATIONS) + OPERATIONS.length()));
    }
}
