package dochat.talk;

import dochat.talk.Person.Welcome;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import javax.net.ssl.SSLException;

/**
 * Keeps a connection to one of the nodes: when it breaks, the next one of the list is asked, round after round. It reads on a thread of its
 * own and hands every frame to the loop, the next one when the last one has been dealt with, so that nothing piles up.
 */
final class Link implements AutoCloseable {
  private final List<NodeAddress> nodes;
  private final Dialer dialer;
  private final Person person;
  private final Exchange exchange;
  private final ExecutorService loop;
  private final CountDownLatch closed = new CountDownLatch(1);
  private int next;
  private volatile NodeAddress distrusted;
  private volatile Refused refused;

  Link(List<NodeAddress> nodes, Dialer dialer, Person person, Exchange exchange, ExecutorService loop) {
    this.nodes = nodes;
    this.dialer = dialer;
    this.person = person;
    this.exchange = exchange;
    this.loop = loop;
  }

  /** Connects to the first node that answers, and reads from now on; false when none does. What is asked afterwards has a connection. */
  boolean open() {
    Welcome first = anyNode();
    if (first == null) {
      return false;
    }
    loop.execute(() -> exchange.connected(first));
    Thread reader = new Thread(() -> keep(first), "dochat-talk-link");
    reader.setDaemon(true);
    reader.start();
    return true;
  }

  /** The last node that spoke no TLS, or with a certificate that is not to be trusted; null when there was none. */
  NodeAddress distrusted() {
    return distrusted;
  }

  /** Why the person is not let in, at whatever node; null while that has not been said. */
  Refused refused() {
    return refused;
  }

  /** No further attempt is made. A connection that there is stays until the process ends. */
  @Override
  public void close() {
    closed.countDown();
  }

  private void keep(Welcome first) {
    read(first);
    for (Welcome next = anotherNode(); next != null; next = anotherNode()) {
      Welcome now = next;
      loop.execute(() -> exchange.connected(now));
      read(now);
    }
  }

  private void read(Welcome welcome) {
    try (Connection connection = welcome.connection()) {
      while (true) {
        JsonObject frame = connection.receive();
        onLoop(() -> exchange.received(frame));
      }
    } catch (IOException e) {
      lost();
    }
  }

  private void lost() {
    try {
      onLoop(exchange::lost);
    } catch (IOException e) {
      close();
    }
  }

  private Welcome anotherNode() {
    Backoff backoff = new Backoff(RandomGenerator.getDefault());
    try {
      while (!closed.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
        Welcome welcome = anyNode();
        if (welcome != null) {
          return welcome;
        }
        if (refused != null) {
          loop.execute(exchange::signedOut);
          close();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return null;
  }

  /** One round through the list, beginning with the node after the last one; null when none lets the person in. */
  private Welcome anyNode() {
    for (int tried = 0; tried < nodes.size() && refused == null; tried++) {
      NodeAddress node = nodes.get(next);
      next = (next + 1) % nodes.size();
      Welcome welcome = at(node);
      if (welcome != null) {
        return welcome;
      }
    }
    return null;
  }

  private Welcome at(NodeAddress node) {
    Connection connection = null;
    try {
      connection = Connection.open(node, dialer);
      return person.signIn(connection);
    } catch (SSLException e) {
      distrusted = node;
      return null;
    } catch (Person.NotLetIn e) {
      refused = e.refusal();
      connection.close();
      return null;
    } catch (IOException | RuntimeException e) { // whoever listens there may say anything
      if (connection != null) {
        connection.close();
      }
      return null;
    }
  }

  /** Fails when the loop has ended, and when what came is not of the protocol, as by a connection that broke. */
  private void onLoop(Runnable task) throws IOException {
    try {
      loop.submit(task).get();
    } catch (ExecutionException | RejectedExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
