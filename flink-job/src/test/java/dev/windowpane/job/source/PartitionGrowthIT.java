package dev.windowpane.job.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.flink.core.execution.JobClient;
import org.junit.jupiter.api.Test;

/** Partitions that are added to the topic of a job. */
final class PartitionGrowthIT {
    @Test
    void areCountedFromTheirFirstHitWhenTheyWereAddedWhileTheJobRanAndWhileItDidNot() throws Exception {
        RealJob job = new RealJob(3);
        job.send(0, 10);
        JobClient first = job.start("");
        job.awaitHits("p0=10");

        job.kafka.addPartitions(job.topic, 6);
        job.send(3, 100);
        job.send(5, 30);
        job.send(0, 1);
        job.awaitHits("p0=11 p3=100 p5=30");
        first.cancel().get();

        job.kafka.addPartitions(job.topic, 8);
        job.send(7, 40);
        job.send(5, 1);
        JobClient second = job.start("");
        job.awaitHits("p0=11 p3=100 p5=31 p7=40");
        job.send(4, 2);
        job.awaitHits("p0=11 p3=100 p4=2 p5=31 p7=40");
        second.cancel().get();

        assertThat(job.isBalanced()).isTrue();
        assertThat(job.progress())
                .isEqualTo("0 0 11 -, 1 0 0 -, 2 0 0 -, 3 0 100 -, 4 0 2 -, 5 0 31 -, 6 0 0 -, 7 0 40 -");
    }
}
