package dochat.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/** Which faults come when: every kind once, in any order, then again, until the time is over. The same seed gives the same list. Pure. */
final class Schedule {
  /** The cluster takes a silent node for a living one for 10 s (cluster.xml): a shorter silence divides nothing. */
  private static final Duration SHORTEST_SILENCE = Duration.ofSeconds(13);
  private static final Duration LONGEST_START = Duration.ofSeconds(6);

  private final Random random;
  private final int nodes;
  private final Duration total;

  private Schedule(Random random, int nodes, Duration total) {
    this.random = random;
    this.nodes = nodes;
    this.total = total;
  }

  /**
   * The faults of a run.
   *
   * @param faults the kinds, each of which comes at least once; none: no faults
   * @param total  about how long they take together, if the machine is quick
   */
  static List<Step> of(long seed, Collection<Fault> faults, int nodes, Duration total) {
    return faults.isEmpty() ? List.of() : new Schedule(random(seed), nodes, total).steps(faults);
  }

  /** One whose first numbers differ much for seeds that differ little, which those of {@link Random} do not. */
  static Random random(long seed) {
    return new Random(new SplittableRandom(seed).nextLong());
  }

  private List<Step> steps(Collection<Fault> faults) {
    List<Step> steps = new ArrayList<>();
    for (Duration used = Duration.ZERO; used.compareTo(total) < 0;) {
      for (Fault fault : shuffled(faults)) {
        Step step = step(fault);
        if (steps.size() < faults.size() || used.compareTo(total) < 0) {
          steps.add(step);
        }
        used = used.plus(cost(step));
      }
    }
    return steps;
  }

  private List<Fault> shuffled(Collection<Fault> faults) {
    List<Fault> all = new ArrayList<>(faults);
    Collections.shuffle(all, random);
    return all;
  }

  private Step step(Fault fault) {
    Step step = new Step(fault, random.nextInt(nodes), seconds(2, 6), switch (fault) {
      case KILL, RESTART -> seconds(0, 3);
      case PAUSE -> atMostAThird(seconds(15, 30));
      case PARTITION, DROP_BUS -> atMostAThird(seconds(8, 20));
      case STORE -> atMostAThird(seconds(3, 15));
    }, random.nextBoolean());
    boolean isTooShort = fault == Fault.PARTITION && step.stalls() && step.length().compareTo(SHORTEST_SILENCE) < 0;
    return isTooShort ? step.lasting(SHORTEST_SILENCE) : step;
  }

  private Duration seconds(int least, int most) {
    return Duration.ofMillis(1000L * least + random.nextInt(1000 * (most - least)));
  }

  private Duration atMostAThird(Duration wanted) {
    Duration third = total.dividedBy(3);
    return wanted.compareTo(third) < 0 ? wanted : third;
  }

  /** About what it takes, with the start of the nodes that it ends. */
  private Duration cost(Step step) {
    int starts = step.fault() == Fault.RESTART ? nodes : step.fault() == Fault.KILL ? 1 : 0;
    return step.calm().plus(step.length().multipliedBy(Math.max(1, starts))).plus(LONGEST_START.multipliedBy(starts));
  }
}
