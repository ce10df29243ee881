package dochat.bus;

import dochat.support.EncodedEvents;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a batch costs on its way to another node. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BatchCodecBenchmark {
  @Param({"1", "16"})
  int events;

  private final BatchCodec codec = new BatchCodec();
  private Batch batch;
  private Buffer wire;

  @Setup
  public void make() {
    batch = new Batch("r-room", 1, EncodedEvents.from(1, events));
    wire = encode();
  }

  @Benchmark
  public Buffer encode() {
    Buffer encoded = Buffer.buffer();
    codec.encodeToWire(encoded, batch);
    return encoded;
  }

  @Benchmark
  public Batch decode() {
    return codec.decodeFromWire(0, wire);
  }
}
