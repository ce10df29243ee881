package dochat.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says what was found out, each row as soon as it is whole. For the main thread. */
final class Report {
  private static final int NAME_COLUMNS = -18;
  private static final int COLUMNS = 13;
  private static final List<Figure> TABLE = Stream.of(Figure.values()).filter(Figure::isColumn).toList();

  private final PrintStream out;
  private final boolean isJson;
  private final List<String> faults = new ArrayList<>();
  private boolean hasBegun;

  /** @param isJson whether each row is a line of JSON rather than of a table */
  Report(PrintStream out, boolean isJson) {
    this.out = out;
    this.isJson = isJson;
  }

  void add(Row row) {
    row.faults().forEach(fault -> faults.add(row.name() + ": " + fault));
    if (isJson) {
      out.println(row.json().encode());
      return;
    }
    if (!hasBegun) {
      out.println(line("", TABLE.stream().map(Figure::title)));
      hasBegun = true;
    }
    out.println(line(row.name(), TABLE.stream().map(figure -> row.figure(figure) == null ? "–" : figure.number(row.figure(figure)))));
    out.println("  " + row.figures().entrySet().stream().filter(one -> !one.getKey().isColumn()).map(Report::words).collect(Collectors.joining(" · ")));
  }

  /** All that must not be, a sentence each. */
  List<String> faults() {
    return faults;
  }

  private static String line(String name, Stream<String> cells) {
    return ("%" + NAME_COLUMNS + "s").formatted(name) + cells.map(cell -> ("%" + COLUMNS + "s").formatted(cell)).collect(Collectors.joining());
  }

  private static String words(Map.Entry<Figure, Double> figure) {
    return figure.getKey().words(figure.getValue());
  }
}
