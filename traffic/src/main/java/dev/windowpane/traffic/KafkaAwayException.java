package dev.windowpane.traffic;

/** Kafka, or the topic, cannot be used now. The message is one sentence for the user. */
final class KafkaAwayException extends RuntimeException {
    private static final long serialVersionUID = 1;

    KafkaAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
