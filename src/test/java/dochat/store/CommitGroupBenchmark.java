package dochat.store;

import dochat.model.Appended;
import dochat.model.Change;
import dochat.room.OneNode;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** What a commit group costs on SQLite, of so many posts of members in ten rooms. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CommitGroupBenchmark {
  private static final int ROOMS = 10;

  @Param({"1", "16", "256"})
  int posts;

  private OneNode node;
  private List<String> rooms;

  @Setup
  public void open() {
    node = new OneNode();
    rooms = IntStream.range(0, ROOMS).mapToObj(i -> node.newRoom(1)).toList();
  }

  @TearDown
  public void close() {
    node.close();
  }

  @Benchmark
  public List<Appended> commit() {
    List<Change> group = IntStream.range(0, posts).mapToObj(i -> OneNode.draft(rooms.get(i % ROOMS), "x".repeat(128))).toList();
    return OneNode.await(node.store.append(group));
  }
}
