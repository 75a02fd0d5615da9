package dev.windowpane.control.flink;

/** An error that Flink itself has answered, not something on the way to it. */
final class FlinkRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    /** @param text the stack texts of the answer, as Flink wrote them */
    FlinkRefusal(int status, String text) {
        super(text);
        this.status = status;
    }

    boolean isNotFound() {
        return status == 404;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
