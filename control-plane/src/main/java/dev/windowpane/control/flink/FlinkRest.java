package dev.windowpane.control.flink;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;

/** Flink's REST API, the quick questions. */
@Path("/")
@RegisterRestClient
interface FlinkRest {
    @GET
    @Path("jobs/overview")
    JobsOverview overview();

    @GET
    @Path("jobs/{id}")
    JobDetails job(@PathParam("id") String id);

    @GET
    @Path("jobs/{id}/exceptions")
    JobExceptions exceptions(@PathParam("id") String id, @QueryParam("maxExceptions") int most);

    @GET
    @Path("jobs/{id}/vertices/{vertex}/subtasks/metrics")
    List<Metric> metrics(
            @PathParam("id") String id,
            @PathParam("vertex") String vertex,
            @QueryParam("get") String names,
            @QueryParam("agg") String aggregation);

    @GET
    @Path("jobs/{id}/metrics")
    List<JobMetric> metrics(@PathParam("id") String id, @QueryParam("get") String names);

    @GET
    @Path("overview")
    ClusterOverview cluster();

    @PATCH
    @Path("jobs/{id}")
    void cancel(@PathParam("id") String id, @QueryParam("mode") String mode);

    @GET
    @Path("jars")
    Jars jars();

    @DELETE
    @Path("jars/{id}")
    void deleteJar(@PathParam("id") String id);

    /** {@code /jobs/overview}. */
    record JobsOverview(List<Overview> jobs) {}

    /** One job of {@code /jobs/overview}. */
    record Overview(String jid, String name, String state, Tasks tasks) {}

    /** How many tasks are in which state; the others are not asked for. */
    record Tasks(int total, int running, int finished, int scheduled) {}

    /** The part of {@code /jobs/:id} that is used. */
    record JobDetails(String jid, String state, @Nullable List<Vertex> vertices) {}

    /** Chained operators, their names joined by arrows; {@code tasks} are numbers by state. */
    record Vertex(String id, String name, Map<String, Integer> tasks) {
        /** @param metric {@code <operator>.<name>}, in which Flink writes the operator with underscores */
        boolean has(String metric) {
            return Arrays.stream(name.split(" -> ", -1))
                    .anyMatch(operator -> metric.startsWith(operator.replaceAll("[ :,.]", "_") + "."));
        }

        int count(String state) {
            return tasks.getOrDefault(state, 0);
        }
    }

    /** A metric over all subtasks, as far as it was asked for. */
    record Metric(String id, double sum, double max) {}

    /** A metric of a job as a whole, as a text. */
    record JobMetric(String id, String value) {}

    /** {@code /overview}. */
    record ClusterOverview(
            @JsonProperty("slots-total") int slots,
            @JsonProperty("slots-available") int slotsFree) {}

    /** {@code /jobs/:id/exceptions}. */
    record JobExceptions(@Nullable History exceptionHistory) {}

    /** The newest first. */
    record History(List<Entry> entries) {}

    /** One failure: an exception's class name and its stack text. */
    record Entry(@Nullable String exceptionName, @Nullable String stacktrace) {}

    /** {@code /jars}. */
    record Jars(List<Jar> files) {}

    /** One uploaded JAR: {@code id} is {@code <uuid>_<name>}. */
    record Jar(String id, String name) {}
}
