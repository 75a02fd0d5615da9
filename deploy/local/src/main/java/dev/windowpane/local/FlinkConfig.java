package dev.windowpane.local;

import java.nio.file.Path;

/**
 * The cluster's {@code config.yaml}.
 *
 * @param data directory for what jobs and uploads leave; disposable
 * @param slots of each TaskManager
 */
record FlinkConfig(int restPort, int rpcPort, int blobPort, Path data, int slots, Certificates certificates) {
    static final int TASK_MANAGER_HEAP_MIB = 640;
    static final int TASK_MANAGER_DIRECT_MIB = 192;
    static final int TASK_MANAGER_METASPACE_MIB = 192;

    Path uploads() {
        return data.resolve("uploads");
    }

    Path checkpoints() {
        return data.resolve("checkpoints");
    }

    Path temporary() {
        return data.resolve("tmp");
    }

    String yaml(String storePassword) {
        return cluster() + storage() + memory() + tls(storePassword);
    }

    /**
     * The slot time-out is how long a TaskManager keeps the slots of a job whose JobManager has died. At Flink's 10 s a job launched
     * anew waited for them: counting again took 18 s instead of 12.
     */
    private String cluster() {
        return """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.bind-host: 127.0.0.1
                jobmanager.rpc.port: %2$d
                blob.server.port: %3$d
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %1$d
                rest.bind-port: %1$d
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.numberOfTaskSlots: %4$d
                heartbeat.interval: 1000
                heartbeat.timeout: 8000
                cluster.registration.error-delay: 250ms
                cluster.registration.max-timeout: 1s
                taskmanager.slot.timeout: 3s
                metrics.fetcher.update-interval: 2000
                """.formatted(restPort, rpcPort, blobPort, slots);
    }

    private String storage() {
        return """
                web.upload.dir: '%s'
                io.tmp.dirs: '%s'
                process.working-dir: '%s'
                state.backend.type: hashmap
                execution.checkpointing.storage: filesystem
                execution.checkpointing.dir: 'file://%s'
                """.formatted(
                        quoted(uploads()), quoted(temporary()), quoted(data.resolve("work")), quoted(checkpoints()));
    }

    /** Every size is given: without Flink's shell scripts nothing derives the missing ones. */
    private static String memory() {
        return """
                taskmanager.cpu.cores: 2
                taskmanager.memory.task.heap.size: 512m
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.task.off-heap.size: 64m
                taskmanager.memory.framework.off-heap.size: 64m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                taskmanager.memory.managed.size: 8m
                taskmanager.memory.jvm-metaspace.size: %dm
                taskmanager.memory.jvm-overhead.min: 64m
                taskmanager.memory.jvm-overhead.max: 64m
                """.formatted(TASK_MANAGER_METASPACE_MIB);
    }

    private String tls(String storePassword) {
        return """
                security.ssl.protocol: TLSv1.3
                security.ssl.algorithms: TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384
                security.ssl.rest.enabled: true
                security.ssl.rest.authentication-enabled: true
                security.ssl.rest.keystore: '%1$s'
                security.ssl.rest.keystore-type: PKCS12
                security.ssl.rest.keystore-password: %3$s
                security.ssl.rest.key-password: %3$s
                security.ssl.rest.truststore: '%2$s'
                security.ssl.rest.truststore-type: PKCS12
                security.ssl.rest.truststore-password: %3$s
                """.formatted(quoted(certificates.serverKeys()), quoted(certificates.serverTrust()), storePassword);
    }

    /** Between the single quotes of YAML. Not a URI: Flink takes {@code %20} for three characters. */
    private static String quoted(Path path) {
        return path.toString().replace("'", "''");
    }
}
