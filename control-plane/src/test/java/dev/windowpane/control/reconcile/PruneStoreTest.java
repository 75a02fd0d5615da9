package dev.windowpane.control.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jars.JarStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PruneStoreTest {
    @RegisterExtension
    static final Shop shop = new Shop();

    private static String count(String what) {
        return shop.texts("select count(*)::text as it from " + what).getFirst();
    }

    @Test
    void keepsTheNewestRunsAndTheOneUnderWay() {
        shop.sql("""
                insert into run (id, job, revision, phase)
                select lpad(to_hex(n), 32, '0'), id, 1, case n when 1 then 'RUNNING' else 'FAILED' end
                from job, generate_series(1, 1010) n order by n
                """);

        assertThat(new PruneStore(shop.database()).runs()).isEqualTo(9);

        assertThat(count("run")).isEqualTo("1001");
        assertThat(count("run where phase = 'RUNNING'")).isEqualTo("1");
    }

    @Test
    void keepsTheNewestLinesOfHistory() {
        shop.sql("""
                insert into history (job, job_name, kind, detail)
                select id, name, 'NOTE', n::text from job, generate_series(1, 10005) n order by n
                """);

        assertThat(new PruneStore(shop.database()).history()).isEqualTo(5);

        String ofJob = "history where job = (select id from job)";
        assertThat(count(ofJob)).isEqualTo("10000");
        assertThat(count(ofJob + " and id <= (select max(id) from history) - 10000"))
                .isEqualTo("0");
    }

    @Test
    void dropsJarsThatNeitherANewRevisionNorARunUnderWayNeeds() {
        shop.sql("""
                insert into jar (sha256, version, size, content, added_at)
                select repeat(d, 64), '1', 1, 'x', now() - make_interval(hours => h)
                from (values ('a', 2), ('b', 2), ('c', 2), ('d', 0)) as jar (d, h)
                """, """
                insert into job_revision (job, revision, spec, made_by, jar_sha256)
                select id, n, spec, 'REPLACED', case n when 2 then repeat('a', 64) when 9 then repeat('b', 64) end
                from job, generate_series(2, 13) n
                """, "update job set revision = 13", """
                insert into run (id, job, revision, phase, jar_sha256) select repeat('1', 32), id, 13, 'RUNNING', repeat('c', 64) from job
                """);

        assertThat(new JarStore(shop.database()).prune()).isEqualTo(1);

        assertThat(shop.texts("select left(sha256, 1) as it from jar order by 1"))
                .containsExactly("b", "c", "d");
        assertThat(count("job_revision where revision = 2 and jar_sha256 is null"))
                .isEqualTo("1");
    }
}
