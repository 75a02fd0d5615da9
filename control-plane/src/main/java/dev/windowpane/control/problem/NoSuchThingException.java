package dev.windowpane.control.problem;

/** What a request names is not there: 404. */
public final class NoSuchThingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private NoSuchThingException(String message) {
        super(message);
    }

    public static NoSuchThingException job(String name) {
        return new NoSuchThingException("there is no job '%s'".formatted(name));
    }

    public static NoSuchThingException cluster(String name) {
        return new NoSuchThingException("there is no Flink cluster '%s'".formatted(name));
    }

    public static NoSuchThingException flinkJob(String cluster, String id) {
        return new NoSuchThingException("Flink cluster '%s' lists no job '%s'".formatted(cluster, id));
    }

    public static NoSuchThingException revision(String job, long revision) {
        return new NoSuchThingException("job '%s' has no revision %d".formatted(job, revision));
    }

    public static NoSuchThingException operation(String id) {
        return new NoSuchThingException(
                "there is no operation '%s'; those that ended are kept for a week".formatted(id));
    }
}
