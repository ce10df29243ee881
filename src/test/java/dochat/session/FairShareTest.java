package dochat.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Nodes with unlike numbers of clients, and load balancers of several kinds. */
class FairShareTest {
  private static final int HALF_AN_HOUR = 360;

  @Test
  void oneNodeAloneSendsNobodyAway() {
    assertEquals(0, new FairShare().turn(1_000_000, List.of()));
  }

  @Test
  void whatIsNearTheAverageStays() {
    assertEquals(0, new FairShare().turn(1_200, List.of(1_000, 1_000)));
    assertEquals(0, new FairShare().turn(40, List.of(0)), "too few to matter");
    assertEquals(0, new FairShare().turn(0, List.of(1_000)));
  }

  @Test
  void aNewNodeGetsItsShareSlowly() {
    assertEquals(20, new FairShare().turn(1_000, List.of(0)), "of one turn");
    Nodes nodes = new Nodes(7, 1_000, 0);
    nodes.pass(HALF_AN_HOUR, nodes::anyone);
    assertTrue(nodes.clients[0] <= 550 && nodes.clients[0] > 500, nodes.toString());
    assertTrue(nodes.sent <= 1_000, "half of those who are sent away come back, once: " + nodes.sent);
  }

  @Test
  void comesToRestWhereverItBegan() {
    Random random = new Random(8);
    for (int i = 0; i < 300; i++) {
      int[] begin = IntStream.range(0, 2 + random.nextInt(19)).map(node -> random.nextInt(random.nextBoolean() ? 100 : 5_000)).toArray();
      for (boolean isToTheLeast : new boolean[] {true, false}) {
        Nodes nodes = new Nodes(i, begin);
        ToIntFunction<Integer> balancer = isToTheLeast ? nodes::least : nodes::anyone;
        nodes.pass(HALF_AN_HOUR, balancer);
        int before = nodes.sent;
        assertTrue(before <= (isToTheLeast ? 1 : 4) * excess(begin), "only chance brings anybody back: " + nodes);
        nodes.pass(HALF_AN_HOUR, balancer);
        assertEquals(before, nodes.sent, "nobody is sent away any more: " + nodes);
        double average = IntStream.of(nodes.clients).average().orElseThrow();
        assertTrue(IntStream.of(nodes.clients).allMatch(clients -> clients <= (1 + FairShare.BEGIN) * average + FairShare.FEW), nodes.toString());
      }
    }
  }

  @Test
  void givesUpWhereEverybodyComesBack() {
    Nodes nodes = new Nodes(1, 1_000, 0);
    nodes.pass(HALF_AN_HOUR, from -> from);
    assertEquals(1_000, nodes.clients[0]);
    assertTrue(nodes.sent <= 2 * 20 * FairShare.ROUND, "a round, a rest, a round: " + nodes.sent);
  }

  /** How many are at nodes that have more than the average, beyond that. */
  private static double excess(int[] clients) {
    double average = IntStream.of(clients).average().orElseThrow();
    return IntStream.of(clients).mapToDouble(each -> Math.max(0, each - average)).sum();
  }

  /** What each sends away goes where the balancer wants, and is known to all in the next turn. */
  private static final class Nodes {
    private final int[] clients;
    private final int[] sentBy;
    private final List<FairShare> shares = new ArrayList<>();
    private final Random random;
    private int sent;

    Nodes(int seed, int... clients) {
      this.random = new Random(seed);
      this.clients = clients.clone();
      this.sentBy = new int[clients.length];
      for (int i = 0; i < clients.length; i++) {
        shares.add(new FairShare());
      }
    }

    int anyone(int from) {
      return random.nextInt(clients.length);
    }

    int least(int from) {
      return IntStream.range(0, clients.length).boxed().min((one, other) -> Integer.compare(clients[one], clients[other])).orElseThrow();
    }

    void pass(int turns, ToIntFunction<Integer> balancer) {
      for (int turn = 0; turn < turns; turn++) {
        List<Integer> known = IntStream.of(clients).boxed().toList();
        for (int node = 0; node < clients.length; node++) {
          List<Integer> others = new ArrayList<>(known);
          others.remove(node);
          int going = shares.get(node).turn(known.get(node), others);
          sent += going;
          sentBy[node] += going;
          for (int i = 0; i < going; i++) {
            clients[node]--;
            clients[balancer.applyAsInt(node)]++;
          }
        }
      }
    }

    @Override
    public String toString() {
      return IntStream.of(clients).boxed().toList() + " after " + sent;
    }
  }
}
