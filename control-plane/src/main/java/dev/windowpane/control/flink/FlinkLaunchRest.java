package dev.windowpane.control.flink;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jboss.resteasy.reactive.PartType;
import org.jboss.resteasy.reactive.RestForm;

/** Flink's REST API, the two calls that take long: an upload, and a launch, during which the job's {@code main} runs. */
@Path("/jars")
@RegisterRestClient
interface FlinkLaunchRest {
    @POST
    @Path("upload")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    Uploaded upload(@RestForm("jarfile") @PartType("application/x-java-archive") java.nio.file.Path jar);

    @POST
    @Path("{jar}/run")
    @Consumes(MediaType.APPLICATION_JSON)
    void run(@PathParam("jar") String jar, RunRequest request);

    /** {@code filename} is a path on the JobManager; its last segment is the JAR's id. */
    record Uploaded(String filename) {}

    /** An unknown field is ignored by Flink without a word: these are the spellings of 2.x. */
    record RunRequest(
            String entryClass,
            List<String> programArgsList,
            int parallelism,
            String jobId,
            Map<String, String> flinkConfiguration) {}
}
