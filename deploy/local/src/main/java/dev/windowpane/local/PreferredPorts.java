package dev.windowpane.local;

/**
 * Where each program would like to listen on 127.0.0.1; 0 stands for any free port. A taken port is an error for the control plane, the others move.
 *
 * @param flink of REST; the two ports above it are Flink's too
 * @param kafka the port above it is the controller's
 */
public record PreferredPorts(int controlPlane, int kafka, int flink, int postgres) {
    /** For people: always the same. */
    public static final PreferredPorts USUAL = new PreferredPorts(8080, 19_092, 18_081, 15_432);

    /** For tests: any number of stacks at once. */
    public static final PreferredPorts ANY = new PreferredPorts(0, 0, 0, 0);

    /** The same, but for the control plane. */
    public PreferredPorts withControlPlane(int port) {
        return new PreferredPorts(port, kafka, flink, postgres);
    }
}
