package dev.windowpane.control.operations;

import dev.windowpane.control.problem.PageParameters;
import dev.windowpane.control.problem.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/operations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "operations", description = "Long work that was asked for, until it is done")
final class OperationResource {
    private final Operations operations;

    OperationResource(Operations operations) {
        this.operations = operations;
    }

    @GET
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "listOperations",
            summary = "Operations, the newest first; those that have ended are kept for a week")
    public OperationItems list(
            @Parameter(description = "Of this job only") @QueryParam("job") Optional<String> job,
            @Parameter(schema = @Schema(implementation = OperationState.class)) @QueryParam("state")
                    Optional<String> state,
            @BeanParam PageParameters page) {
        Parameters.checkAll(
                () -> state.map(text -> Parameters.oneOf("state", text, OperationState.class)),
                () -> page.limit(100),
                () -> page.cursor().map(OperationCursor::parse));
        Optional<OperationState> wanted = state.map(text -> Parameters.oneOf("state", text, OperationState.class));
        int limit = page.limit(100);
        List<Operation> found = operations.page(job, wanted, page.cursor().map(OperationCursor::parse), limit + 1);
        return new OperationItems(
                found.stream().limit(limit).toList(),
                found.size() > limit
                        ? Optional.of(OperationCursor.after(found.get(limit - 1)))
                        : Optional.<String>empty());
    }

    @GET
    @Path("{id}")
    @org.eclipse.microprofile.openapi.annotations.Operation(
            operationId = "getOperation",
            summary = "One operation; RUNNING until it is done, failed or overtaken")
    public Operation get(String id) {
        return operations.named(id);
    }
}
