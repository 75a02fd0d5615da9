package dev.windowpane.control.problem;

/** A request is well-formed, but not possible as things stand: 409, 412, 422, 428 or 503. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String title;

    private RefusedException(int status, String title, String detail) {
        super(detail);
        this.status = status;
        this.title = title;
    }

    public static RefusedException conflict(String detail) {
        return new RefusedException(409, "Conflict", detail);
    }

    public static RefusedException preconditionFailed(String detail) {
        return new RefusedException(412, "Precondition Failed", detail);
    }

    public static RefusedException otherRequest(String detail) {
        return new RefusedException(422, "Unprocessable Content", detail);
    }

    public static RefusedException preconditionRequired(String detail) {
        return new RefusedException(428, "Precondition Required", detail);
    }

    /** It may be possible in a moment. */
    public static RefusedException unavailable(String detail) {
        return new RefusedException(503, "Service Unavailable", detail);
    }

    Problem problem() {
        return Problem.of(status, title, String.valueOf(getMessage()));
    }
}
