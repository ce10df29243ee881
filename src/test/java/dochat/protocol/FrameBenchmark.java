package dochat.protocol;

import dochat.support.EncodedEvents;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a frame costs whoever is told first, and everybody else. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FrameBenchmark {
  private static final Function<News, Frame> FRAMING = news -> WebSocketText.of(news.frame());

  @Param({"1", "16"})
  int events;

  private List<String> encoded;
  private News told;

  @Setup
  public void make() {
    encoded = EncodedEvents.from(1, events);
    told = news();
  }

  /** Once for all who are at one cursor. */
  @Benchmark
  public Frame first() {
    return news().encoded(FRAMING);
  }

  /** For each of the others. */
  @Benchmark
  public Frame shared() {
    return told.encoded(FRAMING);
  }

  private News news() {
    return new News("r-room", new Delivery("r-room", "epoch", events, 0, encoded), null, null, null, "", false);
  }
}
