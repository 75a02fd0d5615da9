package dev.windowpane.control.problem;

import dev.windowpane.control.database.DatabaseAwayException;
import dev.windowpane.control.database.UnstorableTextException;
import dev.windowpane.spec.InvalidSpecException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Each exception that a resource may throw, as a problem document. Nothing of ours leaves as a stack trace. */
class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    @ServerExceptionMapper
    Response invalidSpec(InvalidSpecException e) {
        return invalidRequest(InvalidRequestException.below("", e));
    }

    @ServerExceptionMapper
    Response invalidRequest(InvalidRequestException e) {
        return answer(Problem.at(e.errors()));
    }

    @ServerExceptionMapper
    Response unprocessable(UnprocessableException e) {
        return answer(Problem.unprocessable(e.pointer(), String.valueOf(e.getMessage())));
    }

    @ServerExceptionMapper
    Response unstorable(UnstorableTextException e) {
        return answer(Problem.at(List.of(new Problem.WrongValue("", String.valueOf(e.getMessage())))));
    }

    @ServerExceptionMapper
    Response noSuchThing(NoSuchThingException e) {
        return answer(Problem.of(404, "Not Found", String.valueOf(e.getMessage())));
    }

    @ServerExceptionMapper
    Response refused(RefusedException e) {
        Problem problem = e.problem();
        return problem.status() == 503
                ? Response.fromResponse(answer(problem))
                        .header("Retry-After", 2)
                        .build()
                : answer(problem);
    }

    @ServerExceptionMapper
    Response databaseAway(DatabaseAwayException e) {
        LOG.debug("a request needs Postgres", e);
        Problem problem = Problem.of(
                503, "Service Unavailable", "Postgres does not answer in time; nothing is lost, try again in a moment");
        return Response.fromResponse(answer(problem)).header("Retry-After", 2).build();
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e, UriInfo uri) {
        Response original = e.getResponse();
        Response.StatusType status = original.getStatusInfo();
        Problem problem = Problem.of(
                status.getStatusCode(),
                status.getReasonPhrase(),
                switch (status.getStatusCode()) {
                    case 404 ->
                        "there is nothing at /%s".formatted(uri.getPath().replaceFirst("^/", ""));
                    case 405 -> "this address does not take this method";
                    case 406 -> "the answer can only be had as application/json";
                    case 415 -> "the body must be application/json";
                    default -> status.getReasonPhrase();
                });
        return answer(problem);
    }

    @ServerExceptionMapper
    Response mistake(RuntimeException e) {
        LOG.error("a request failed by a mistake of ours", e);
        return answer(Problem.of(500, "Internal Server Error", "a mistake on the server's side; its log says more"));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
