package dev.windowpane.control.explain;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/jobs/{name}/explain")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
final class ExplainResource {
    private final Explain explain;

    ExplainResource(Explain explain) {
        this.explain = explain;
    }

    @GET
    @Operation(
            operationId = "explainJob",
            summary = "Why is there no output?",
            description =
                    "The gravest cause in one sentence with numbers, and what else holds. Answered without Flink and, from memory, without Postgres.")
    public Explanation explain(String name) {
        return explain.explain(name);
    }
}
