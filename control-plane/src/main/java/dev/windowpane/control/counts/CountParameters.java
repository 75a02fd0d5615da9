package dev.windowpane.control.counts;

import dev.windowpane.control.problem.InvalidRequestException;
import dev.windowpane.control.problem.Parameters;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameters that every question about counts has, as they were sent. */
public record CountParameters(
        @Parameter(description = "The job's name; may be left out when there is exactly one") @QueryParam("job")
        Optional<String> job,

        @Parameter(
                description = "Start of the range, inclusive; 24 hours before its end, if left out",
                schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @QueryParam("from")
        Optional<String> from,

        @Parameter(
                description = "End of the range, exclusive; the end of the newest window that has hits, if left out",
                schema = @Schema(type = SchemaType.STRING, format = "date-time"))
        @QueryParam("to")
        Optional<String> to,

        @Parameter(
                description = "What is counted by",
                schema =
                        @Schema(
                                type = SchemaType.STRING,
                                enumeration = {"host", "referrer"},
                                defaultValue = "host"))
        @QueryParam("by")
        Optional<String> by,

        @Parameter(description = "Only hits of this host") @QueryParam("host")
        Optional<String> host) {
    By dimension() {
        return switch (by.orElse("host")) {
            case "host" -> By.HOST;
            case "referrer" -> By.REFERRER;
            default -> throw new InvalidRequestException("?by", "by must be host or referrer");
        };
    }

    Optional<Instant> start() {
        return from.map(text -> Parameters.instant("from", text));
    }

    Optional<Instant> end() {
        return to.map(text -> Parameters.instant("to", text));
    }
}
