package dev.windowpane.job.source;

import dev.windowpane.job.hit.HitParser;
import dev.windowpane.job.hit.Parsed;
import dev.windowpane.job.hit.ParsedType;
import dev.windowpane.spec.EventTime;
import java.util.Objects;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** One Kafka record → exactly one {@link Parsed}, whatever its bytes are. */
final class HitDeserializer implements KafkaRecordDeserializationSchema<Parsed> {
    private static final long serialVersionUID = 1L;

    private final EventTime rules;
    private transient @Nullable HitParser parser;

    HitDeserializer(EventTime rules) {
        this.rules = rules;
    }

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
        parser = new HitParser(rules);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Parsed> out) {
        HitParser opened = Objects.requireNonNull(parser, "open was not called");
        out.collect(opened.parse(record.partition(), record.offset(), record.timestamp(), record.value()));
    }

    @Override
    public TypeInformation<Parsed> getProducedType() {
        return ParsedType.INSTANCE;
    }
}
