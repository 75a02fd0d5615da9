package dev.windowpane.control.clusters;

import dev.windowpane.control.database.Database;
import dev.windowpane.control.jobs.Phase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which Flink jobs are runs of ours: ids are ours and stored before a launch. What a deleted job launched is in its history. */
@ApplicationScoped
class OurRunStore {
    private static final String KNOWN = """
            select r.id, j.name, r.phase, r.number = (select max(n.number) from run n where n.job = r.job) as newest
            from run r join job j on j.id = r.job where r.id = any (?)
            union
            select h.run, h.job_name, 'SUPERSEDED', false from history h
            where h.run = any (?) and h.kind = 'PHASE' and not exists (select 1 from run r where r.id = h.run)
            """;

    private final Database database;

    OurRunStore(Database database) {
        this.database = database;
    }

    /** Those of the Flink jobs that are ours, by id. */
    Map<String, OurRun> among(Collection<String> ids) {
        List<String> asked = List.copyOf(ids);
        List<OurRun> known = database.transaction(session -> session.list(
                KNOWN,
                row -> new OurRun(
                        row.text("id"),
                        row.text("name"),
                        row.flag("newest") && Phase.valueOf(row.text("phase")).underWay()),
                asked,
                asked));
        return known.stream().collect(Collectors.toMap(OurRun::id, Function.identity(), (one, other) -> one));
    }
}
