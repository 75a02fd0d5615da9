package dev.windowpane.local;

import dev.windowpane.local.os.ManagedProcess;
import java.util.List;

/**
 * The network between the parts of a stack, as far as it can be broken.
 *
 * @param postgres between the job and Postgres
 * @param kafka between the job and Kafka
 * @param flink between the control plane and Flink's REST
 */
record Links(FaultProxy postgres, FaultProxy kafka, FaultProxy flink) implements StackPart {
    @Override
    public String title() {
        return "links";
    }

    @Override
    public void start() {
        List.of(postgres, kafka, flink).forEach(FaultProxy::open);
    }

    @Override
    public List<ManagedProcess> processes() {
        return List.of();
    }

    @Override
    public void close() {
        List.of(postgres, kafka, flink).forEach(FaultProxy::close);
    }
}
