package dev.windowpane.control.jobs;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.windowpane.spec.JobSpecJson;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Answers write a spec exactly as {@link JobSpecJson} does. */
@Singleton
final class JobSpecModule implements ObjectMapperCustomizer {
    @Override
    public void customize(ObjectMapper mapper) {
        mapper.registerModule(new SimpleModule("windowpane").addSerializer(new SpecSerializer()));
    }

    private static final class SpecSerializer extends StdSerializer<StoredSpec> {
        private static final long serialVersionUID = 1L;

        SpecSerializer() {
            super(StoredSpec.class);
        }

        @Override
        public void serialize(StoredSpec spec, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeRawValue(spec.json());
        }
    }
}
