package dev.windowpane.control.reconcile;

import static dev.windowpane.control.reconcile.RunDraft.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.windowpane.control.jars.JarStore;
import dev.windowpane.control.jobs.HistoryStore;
import dev.windowpane.control.jobs.JobState;
import dev.windowpane.control.jobs.StoredJob;
import dev.windowpane.spec.ClusterName;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OutagesTest {
    @RegisterExtension
    static final Shop shop = new Shop();

    @Test
    void tellsOfALongOutageOnceAndOfItsEnd() {
        Instance instance = shop.instance();
        shop.drive(instance, JobState.RUNNING);
        List<StoredJob> all = List.of(instance.stored("shop"));
        Outages outages = new Outages(new RunStore(shop.database(), new JarStore(shop.database()), new HistoryStore()));

        outages.look(ClusterName.DEFAULT, Optional.of(NOW), all, NOW.plusSeconds(59));
        assertThat(notes()).isEmpty();
        outages.look(ClusterName.DEFAULT, Optional.of(NOW), all, NOW.plusSeconds(60));
        outages.look(ClusterName.DEFAULT, Optional.of(NOW), all, NOW.plusSeconds(90));
        outages.look(ClusterName.DEFAULT, Optional.empty(), all, NOW.plusSeconds(91));
        outages.look(ClusterName.DEFAULT, Optional.empty(), all, NOW.plusSeconds(92));

        assertThat(notes())
                .containsExactly(
                        "Flink cluster 'default' has not answered since " + NOW,
                        "Flink cluster 'default' answers again");
    }

    private static List<String> notes() {
        return shop.texts(
                "select detail as it from history where kind = 'NOTE' and job = (select id from job) order by id");
    }
}
