package dev.windowpane.job.hit;

import dev.windowpane.spec.RejectReason;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** {@link Parsed} on the wire. Immutable, so chained operators hand it over without a copy; it is never in state. */
public final class ParsedSerializer extends TypeSerializerSingleton<Parsed> {
    private static final long serialVersionUID = 1L;

    static final ParsedSerializer INSTANCE = new ParsedSerializer();

    private static final int HIT = 0;
    private static final int REJECT = 1;

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public Parsed createInstance() {
        return new Parsed.Reject(0, 0, 0, RejectReason.EMPTY, 0, new byte[0]);
    }

    @Override
    public Parsed copy(Parsed from) {
        return from;
    }

    @Override
    public Parsed copy(Parsed from, Parsed reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(Parsed parsed, DataOutputView out) throws IOException {
        out.writeInt(parsed.partition());
        out.writeLong(parsed.offset());
        switch (parsed) {
            case Parsed.Hit hit -> {
                out.writeByte(HIT);
                out.writeLong(hit.time());
                out.writeInt(hit.hostLength());
                write(hit.key(), out);
            }
            case Parsed.Reject reject -> {
                out.writeByte(REJECT);
                out.writeUTF(reject.reason().name());
                out.writeLong(reject.recordTime());
                out.writeInt(reject.size());
                write(reject.payload(), out);
            }
        }
    }

    @Override
    public Parsed deserialize(DataInputView in) throws IOException {
        int partition = in.readInt();
        long offset = in.readLong();
        if (in.readByte() == HIT) {
            long time = in.readLong();
            int hostLength = in.readInt();
            return new Parsed.Hit(partition, offset, time, read(in), hostLength);
        }
        RejectReason reason = RejectReason.valueOf(in.readUTF());
        long recordTime = in.readLong();
        int size = in.readInt();
        return new Parsed.Reject(partition, offset, recordTime, reason, size, read(in));
    }

    @Override
    public Parsed deserialize(Parsed reuse, DataInputView in) throws IOException {
        return deserialize(in);
    }

    @Override
    public void copy(DataInputView in, DataOutputView out) throws IOException {
        serialize(deserialize(in), out);
    }

    @Override
    public TypeSerializerSnapshot<Parsed> snapshotConfiguration() {
        return new Snapshot();
    }

    private static void write(byte[] bytes, DataOutputView out) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputView in) throws IOException {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        return bytes;
    }

    /** Flink finds it by its class name. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Parsed> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
