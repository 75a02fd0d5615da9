package dev.windowpane.control.jars;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/api/jars")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "jobs")
final class JarResource {
    private final JarStore store;
    private final JarLibrary library;

    JarResource(JarStore store, JarLibrary library) {
        this.store = store;
        this.library = library;
    }

    @GET
    @Operation(operationId = "listJars", summary = "The JARs that revisions of jobs are pinned to, the newest first")
    public JarItems list() {
        Optional<String> current = library.current().map(LocalJar::sha256);
        return new JarItems(store.all().stream()
                .map(jar -> jar.as(current.filter(jar.sha256()::equals).isPresent()))
                .toList());
    }
}
