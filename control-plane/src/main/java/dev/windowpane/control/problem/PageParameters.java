package dev.windowpane.control.problem;

import jakarta.ws.rs.QueryParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

/** The parameters of every list that is answered in pages, as they were sent. */
public record PageParameters(
        @Parameter(description = "The next of an earlier answer") @QueryParam("cursor")
        Optional<String> cursor,

        @Parameter(
                description = "At most so many are answered",
                schema = @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "1000"))
        @QueryParam("limit")
        Optional<String> limit) {
    private static final int MOST = 1000;

    public int limit(int otherwise) {
        return limit.map(text -> Parameters.between("limit", text, 1, MOST)).orElse(otherwise);
    }
}
