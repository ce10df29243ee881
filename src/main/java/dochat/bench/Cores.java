package dochat.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which processors a node and the generator have, each one of its own where the system has taskset and gives this process two.
 *
 * @param node      the number of the node's, -1 if it may have all
 * @param generator the number of the generator's, -1 if it may have all
 */
record Cores(int node, int generator) {
  private static final Cores ANY = new Cores(-1, -1);
  private static final String TASKSET = "taskset";

  /** The first and the last of those that this process may have. */
  static Cores choose() {
    try {
      String said = taskset("-cp", "" + ProcessHandle.current().pid());
      List<Integer> mine = listed(said.substring(said.lastIndexOf(':') + 1).strip());
      return mine.size() < 2 ? ANY : new Cores(mine.get(0), mine.get(mine.size() - 1));
    } catch (IOException | NumberFormatException e) {
      return ANY;
    }
  }

  /** The numbers of a list such as {@code 0,2-5}. */
  static List<Integer> listed(String list) {
    return Stream.of(list.split(",")).flatMapToInt(part -> {
      String[] ends = part.split("-");
      return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }).boxed().toList();
  }

  /** The same command on the node's. */
  List<String> forNode(List<String> command) {
    List<String> pinned = new ArrayList<>(node < 0 ? List.of() : List.of(TASKSET, "-c", "" + node));
    pinned.addAll(command);
    return pinned;
  }

  /** Keeps this process, with all its threads, on the generator's. */
  void take() throws IOException {
    if (generator >= 0) {
      taskset("-apc", "" + generator, "" + ProcessHandle.current().pid());
    }
  }

  private static String taskset(String... arguments) throws IOException {
    Process process = new ProcessBuilder(Stream.concat(Stream.of(TASKSET), Stream.of(arguments)).toList()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}
