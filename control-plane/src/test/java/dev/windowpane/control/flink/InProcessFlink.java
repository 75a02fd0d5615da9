package dev.windowpane.control.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.config.Clusters;
import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.testing.FakeFlink;
import dev.windowpane.control.testing.FlinkModel;
import dev.windowpane.spec.ClusterName;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Function;

/** {@link FlinkClusters} over {@link FakeFlink}, without HTTP in between. */
public final class InProcessFlink {
    private InProcessFlink() {}

    /** Every cluster of the configuration is this one. */
    public static FlinkClusters clusters(FakeFlink flink, WindowpaneConfig config) {
        return clusters(name -> flink, config);
    }

    public static FlinkClusters clusters(Function<ClusterName, ? extends FlinkModel> flinks, WindowpaneConfig config) {
        return new FlinkClusters(
                new Clusters(config),
                name -> new FlinkCluster(new Direct(flinks.apply(name)), new ObjectMapper(), config.entryClass()));
    }

    private record Direct(FlinkModel flink) implements FlinkCalls {
        @Override
        public FlinkRest quick() {
            return as(FlinkRest.class, new QuickFlink(flink));
        }

        @Override
        public FlinkLaunchRest slow() {
            return as(FlinkLaunchRest.class, new SlowFlink(flink));
        }
    }

    /** A class that implements an annotated interface would become an endpoint of the application under test. */
    private static <T> T as(Class<T> type, Object target) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            try {
                return target.getClass()
                        .getDeclaredMethod(method.getName(), method.getParameterTypes())
                        .invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    static WebApplicationException refused(int status, String text) {
        return new WebApplicationException(Response.status(status).entity(text).build());
    }
}
