package dev.windowpane.control.reconcile;

import dev.windowpane.control.jars.JarLibrary;
import dev.windowpane.control.jars.JarRef;
import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jars.LocalJar;
import dev.windowpane.control.jobs.StoredJob;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** {@link LaunchJars} from Postgres and our own disk. */
@ApplicationScoped
class PinnedJars implements LaunchJars {
    private final JarLibrary library;
    private final JarStore store;

    PinnedJars(JarLibrary library, JarStore store) {
        this.library = library;
        this.store = store;
    }

    @Override
    public LocalJar of(StoredJob job) {
        Optional<String> pinned = job.head().jar().map(JarRef::sha256);
        return pinned.map(library::pinned).orElseGet(library::requireCurrent);
    }

    @Override
    public Set<String> surplus() {
        return store.surplus();
    }
}
