package dev.windowpane.job.hit;

import java.util.Objects;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Tells Flink how {@link Parsed} is written; without it a sealed type would fall back to Kryo. */
public final class ParsedType extends TypeInformation<Parsed> {
    public static final ParsedType INSTANCE = new ParsedType();

    private static final long serialVersionUID = 1L;

    private ParsedType() {}

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<Parsed> getTypeClass() {
        return Parsed.class;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<Parsed> createSerializer(SerializerConfig config) {
        return ParsedSerializer.INSTANCE;
    }

    @Override
    public String toString() {
        return "Parsed";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParsedType;
    }

    @Override
    public int hashCode() {
        return Objects.hash(ParsedType.class);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ParsedType;
    }
}
