package dev.windowpane.control.flink;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Flink's REST API as far as it is used, the same in 2.2 and 2.3. Every call returns what Flink answered, or throws a {@link FlinkRefusal} with
 * Flink's own error, or a {@link jakarta.ws.rs.ProcessingException} where nothing was answered that Flink answers.
 */
interface FlinkRest {
    JobsOverview overview();

    JobDetails job(String id);

    /** @param most how many of the newest */
    JobExceptions exceptions(String id, int most);

    /** @param names joined by commas; one that the vertex does not have, and Flink answers with nothing at all */
    List<Metric> metrics(String id, String vertex, String names, String aggregations);

    /** Metrics of the job as a whole. */
    List<JobMetric> metrics(String id, String names);

    ClusterOverview cluster();

    void cancel(String id);

    Jars jars();

    void deleteJar(String id);

    Uploaded upload(Path jar);

    Launched run(String jar, RunRequest request);

    /** {@code /jobs/overview}. */
    @RegisterForReflection
    record JobsOverview(List<Overview> jobs) {
        public JobsOverview {
            jobs = List.copyOf(jobs);
        }
    }

    /** One job of {@code /jobs/overview}; {@code startTime} in milliseconds since 1970. */
    @RegisterForReflection
    record Overview(
            String jid,
            String name,
            String state,
            @JsonProperty("start-time") long startTime,
            Tasks tasks) {
        public Overview {
            Objects.requireNonNull(jid, "jid is null");
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(state, "state is null");
            Objects.requireNonNull(tasks, "tasks is null");
        }
    }

    /** How many tasks are in which state; the others are not asked for. */
    @RegisterForReflection
    record Tasks(int total, int running, int finished, int scheduled) {}

    /** The part of {@code /jobs/:id} that is used. */
    @RegisterForReflection
    record JobDetails(String jid, String state, @Nullable List<Vertex> vertices) {
        public JobDetails {
            Objects.requireNonNull(jid, "jid is null");
        }
    }

    /** Chained operators, their names joined by arrows; {@code tasks} are numbers by state. */
    @RegisterForReflection
    record Vertex(String id, String name, Map<String, Integer> tasks) {
        public Vertex {
            Objects.requireNonNull(id, "id is null");
            Objects.requireNonNull(name, "name is null");
            tasks = Map.copyOf(tasks);
        }

        /** @param metric {@code <operator>.<name>}, in which Flink writes the operator with underscores */
        boolean has(String metric) {
            return Arrays.stream(name.split(" -> ", -1))
                    .anyMatch(operator -> metric.startsWith(operator.replaceAll("[ :,.]", "_") + "."));
        }

        int count(String state) {
            return tasks.getOrDefault(state, 0);
        }
    }

    /** A metric of a job as a whole, as a text. */
    @RegisterForReflection
    record JobMetric(String id, String value) {
        public JobMetric {
            Objects.requireNonNull(id, "id is null");
            Objects.requireNonNull(value, "value is null");
        }
    }

    /** A metric over all subtasks, as far as it was asked for. */
    @RegisterForReflection
    record Metric(String id, double sum, double max) {
        public Metric {
            Objects.requireNonNull(id, "id is null");
        }
    }

    /** {@code /overview}. */
    @RegisterForReflection
    record ClusterOverview(
            @JsonProperty("taskmanagers") int taskManagers,
            @JsonProperty("slots-total") int slots,
            @JsonProperty("slots-available") int slotsFree,
            @JsonProperty("flink-version") String version) {
        public ClusterOverview {
            Objects.requireNonNull(version, "version is null");
        }
    }

    /** {@code /jobs/:id/exceptions}. */
    @RegisterForReflection
    record JobExceptions(@Nullable History exceptionHistory) {}

    /** The newest first. */
    @RegisterForReflection
    record History(@Nullable List<Entry> entries) {}

    /** One failure: an exception's class name, its stack text, and when (milliseconds since 1970). */
    @RegisterForReflection
    record Entry(@Nullable String exceptionName, @Nullable String stacktrace, long timestamp) {}

    /** {@code /jars}. */
    @RegisterForReflection
    record Jars(List<StoredJar> files) {
        public Jars {
            files = List.copyOf(files);
        }
    }

    /** One uploaded JAR: {@code id} is {@code <uuid>_<name>}. */
    @RegisterForReflection
    record StoredJar(String id, String name) {
        public StoredJar {
            Objects.requireNonNull(id, "id is null");
            Objects.requireNonNull(name, "name is null");
        }
    }

    /** {@code filename} is a path on the JobManager; its last segment is the JAR's id. */
    @RegisterForReflection
    record Uploaded(String filename) {
        public Uploaded {
            Objects.requireNonNull(filename, "filename is null");
        }
    }

    /** An unknown field is ignored by Flink without a word: these are the spellings of 2.x. */
    @RegisterForReflection
    record RunRequest(
            String entryClass,
            List<String> programArgsList,
            int parallelism,
            String jobId,
            Map<String, String> flinkConfiguration) {}

    /** The id of the job that was launched. */
    @RegisterForReflection
    record Launched(String jobid) {
        public Launched {
            Objects.requireNonNull(jobid, "jobid is null");
        }
    }
}
