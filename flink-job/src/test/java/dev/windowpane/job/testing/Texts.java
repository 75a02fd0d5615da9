package dev.windowpane.job.testing;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A value as text. */
record Texts<T>(Function<T, String> write, Function<String, T> read) implements SimpleVersionedSerializer<T> {
    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(T value) {
        return write.apply(value).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public T deserialize(int version, byte[] serialized) {
        return read.apply(new String(serialized, StandardCharsets.UTF_8));
    }
}
