package dev.windowpane.control.flink;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.windowpane.control.config.WindowpaneConfig;
import dev.windowpane.control.testing.FakeFlink;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** {@link FlinkCluster} over {@link FakeFlink}, without HTTP in between. */
public final class InProcessFlink {
    private InProcessFlink() {}

    public static FlinkCluster cluster(FakeFlink flink, WindowpaneConfig config) {
        return new FlinkCluster(
                as(FlinkRest.class, new QuickFlink(flink)),
                as(FlinkLaunchRest.class, new SlowFlink(flink)),
                new ObjectMapper(),
                config);
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
