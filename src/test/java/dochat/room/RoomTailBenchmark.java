package dochat.room;

import dochat.protocol.Delivery;
import dochat.protocol.Limits;
import dochat.support.EncodedEvents;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a live room costs that is full, for a batch and for a listener. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RoomTailBenchmark {
  @Param({"1", "16"})
  int events;

  private RoomTail tail;
  private List<String> next;

  @Setup
  public void fill() {
    tail = RoomTail.startingAt("r-room", "epoch", 0).with(EncodedEvents.from(1, Limits.TAIL_EVENTS));
    next = EncodedEvents.from(tail.head() + 1, events);
  }

  /** A batch comes. */
  @Benchmark
  public RoomTail append() {
    return tail.with(next);
  }

  /** A listener asks for what another one at the same cursor has got. */
  @Benchmark
  public Delivery shared() {
    return tail.after(tail.head() - events);
  }
}
