package dochat.talk;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;

/** A test of what talk does at nodes that the test plays. */
abstract class AtFakeNodes {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  final ScheduledExecutorService loop = Loop.start();
  final Exchange exchange = new Exchange();
  final Outbox outbox = new Outbox(exchange, loop);
  Link link;

  @AfterEach
  void end() {
    link.close();
    loop.shutdownNow();
  }

  /** Whether a guest is in at one of them. */
  final boolean open(NodeAddress... nodes) {
    return open(Person.guest("Ann"), nodes);
  }

  /** Whether this person is. */
  final boolean open(Person person, NodeAddress... nodes) {
    exchange.add(outbox);
    link = new Link(Arrays.asList(nodes), Dialer.inTheClear(), person, exchange, loop);
    return link.open();
  }
}
