package dev.windowpane.control.ledger;

import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.Parameters;
import dev.windowpane.spec.RejectReason;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** Which dead letters are wanted, as it was sent. */
public record DeadLetterParameters(
        @Parameter(description = "The job's name; may be left out when there is exactly one") @QueryParam("job")
        Optional<String> job,

        @Parameter(schema = @Schema(implementation = RejectReason.class)) @QueryParam("reason")
        Optional<String> reason,

        @Parameter(schema = @Schema(type = SchemaType.INTEGER, minimum = "0")) @QueryParam("partition")
        Optional<String> partition,

        @Parameter(
                description = "The earliest time of the Kafka record, inclusive",
                schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @QueryParam("from")
        Optional<String> from,

        @Parameter(
                description = "The latest time of the Kafka record, exclusive",
                schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @QueryParam("to")
        Optional<String> to,

        @Parameter(
                description = "What became of the wish to read it again; NONE if there was none",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"NONE", "WANTED", "DONE", "REFUSED"}))
        @QueryParam("replay")
        Optional<String> replay,

        @Parameter(description = "Only payloads that contain this text, in either case (of ASCII)")
        @QueryParam("search")
        Optional<String> search) {
    private static final List<String> REPLAYS = Stream.concat(
                    Stream.of("NONE"), Arrays.stream(DeadLetter.Replay.values()).map(Enum::name))
            .toList();

    DeadLetterQuery query() {
        Parameters.checkAll(this::known, this::number, this::start, this::end, this::state);
        return new DeadLetterQuery(known(), number(), start(), end(), state(), search.filter(text -> !text.isEmpty()));
    }

    private Optional<String> known() {
        return reason.map(text -> reason("?reason", text));
    }

    private Optional<Integer> number() {
        return partition.map(text -> Parameters.between("partition", text, 0, Integer.MAX_VALUE));
    }

    private Optional<Instant> start() {
        return from.map(text -> Parameters.instant("from", text));
    }

    private Optional<Instant> end() {
        return to.map(text -> Parameters.instant("to", text));
    }

    private Optional<String> state() {
        return replay.map(text -> oneOf("?replay", text, REPLAYS));
    }

    /** @param pointer where the reason stands in the request */
    static String reason(String pointer, String reason) {
        return oneOf(
                pointer,
                reason,
                Arrays.stream(RejectReason.values()).map(Enum::name).toList());
    }

    private static String oneOf(String pointer, String text, List<String> known) {
        if (!known.contains(text)) {
            throw new InvalidRequestException(
                    pointer, "%s must be one of %s".formatted(pointer.substring(1), String.join(", ", known)));
        }
        return text;
    }
}
