package dev.windowpane.local;

/** A server that a stack starts and ends though it is no process of ours. */
public interface Server extends AutoCloseable {
    /** For people, such as {@code Kafka in a container of apache/kafka:4.3.1}. */
    String title();

    /** Does not wait until it answers: the stack finds that out itself. */
    void start();

    boolean isAlive();

    /** Ends it if it runs; its data goes with it. */
    @Override
    void close();
}
