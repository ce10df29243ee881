package dochat.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class ReportTest {
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @Test
  void writesALineOfJsonForEachRow() {
    Report report = report(true);
    report.add(new Row("s1").put(Figure.DELIVERIES, 1234.4).put(Figure.CPU, 1.23456).put(Figure.RSS, Double.NaN).putTimes(times()).putLosses(0, 0));
    report.add(new Row("s2").putLosses(2, 1));
    assertEquals("""
        {"scenario":"s1","deliveriesPerSecond":1234,"cpuMicros":1.235,"p50Millis":2.001,"p99Millis":4.002,"p999Millis":4.002,"lost":0,"twice":0}
        {"scenario":"s2","lost":2,"twice":1,"faults":["2 lost","1 came twice"]}
        """, said());
    assertEquals(List.of("s2: 2 lost", "s2: 1 came twice"), report.faults());
  }

  @Test
  void writesATable() {
    report(false).add(new Row("s3").put(Figure.DELIVERIES, 1234.4).put(Figure.CPU, 1.23456).putTimes(times()).putLosses(0, 0).put(Figure.RSS, 20.04).put(Figure.CONNECTS, 4000)
        .put(Figure.HEARTBEATS, 2.5));
    assertEquals("""
                           deliveries/s       CPU µs       p50 ms       p99 ms     p99.9 ms         lost        twice      RSS KiB     heap KiB
        s3                        1,234         1.23         2.00         4.00         4.00            0            0         20.0            –
          4,000 connects/s · heartbeats 2.50 % of a core
        """, said());
  }

  @Test
  void hasNoTimesWhereNothingCame() {
    report(true).add(new Row("s1").putTimes(new Histogram(3)));
    assertEquals("{\"scenario\":\"s1\"}\n", said());
  }

  private static Histogram times() {
    Histogram times = new Histogram(3);
    times.recordValue(2_000_000);
    times.recordValue(4_000_000);
    return times;
  }

  private Report report(boolean isJson) {
    return new Report(new PrintStream(said, true, StandardCharsets.UTF_8), isJson);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }
}
