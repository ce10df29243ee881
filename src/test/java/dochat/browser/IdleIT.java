package dochat.browser;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.proxy.HaProxy;
import dochat.proxy.Nginx;
import dochat.proxy.Proxy;
import dochat.support.ChatNode;
import dochat.support.OnSharedNodes;
import dochat.support.SharedNodes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Proxies that end what is idle for 10 or 30 seconds; the minute of nginx is more patience than that. Whom it concerns learns in two cuts how
 * often something must go over the line, and stays then; what is said while a line is cut is not lost. All of them are idle at the same time,
 * since waiting takes time, and while others are at work.
 */
@OnSharedNodes
@ExtendWith(WithPeople.class)
class IdleIT {
  private static final int SHORTEST_CALM_SECONDS = 35;
  /** Ten pages are asked each time, which should be idle: seldom enough to let them, often enough to notice each cut in its time. */
  private static final int LOOK_MILLIS = 3_000;
  private static final Duration PATIENCE = Duration.ofSeconds(150);
  /** Two that teach, and two for a machine that is too busy to be on time. */
  private static final int MOST_CUTS = 4;

  /** What ends idle connections, and for how many seconds they may be. */
  private enum Limit {
    NGINX_30(Nginx::impatient, 30), HAPROXY_30(HaProxy::impatient, 30), NGINX_10(Nginx::impatient, 10), HAPROXY_10(HaProxy::impatient, 10);

    private final BiFunction<List<ChatNode>, Integer, Proxy> proxy;
    private final int seconds;

    Limit(BiFunction<List<ChatNode>, Integer, Proxy> proxy, int seconds) {
      this.proxy = proxy;
      this.seconds = seconds;
    }

    Proxy start() {
      return proxy.apply(SharedNodes.three(), seconds);
    }
  }

  /** Behind which limits and on which ways two people talk. Who has to be idle for longest comes first, and is while the others come. */
  private enum Case {
    NGINX_30(Limit.NGINX_30, "websocket", Limit.NGINX_30, "streaming"),
    HAPROXY_30(Limit.HAPROXY_30, "websocket", Limit.HAPROXY_30, "long-polling"),
    NGINX_10(Limit.NGINX_10, "websocket", Limit.NGINX_10, "streaming"),
    HAPROXY_10(Limit.HAPROXY_10, "websocket", Limit.HAPROXY_10, "streaming"),
    POLLS_10(Limit.NGINX_10, "long-polling", Limit.HAPROXY_10, "long-polling");

    private final Limit ones;
    private final String one;
    private final Limit others;
    private final String other;

    Case(Limit ones, String one, Limit others, String other) {
      this.ones = ones;
      this.one = one;
      this.others = others;
      this.other = other;
    }
  }

  @Test
  void idleConnectionsLearnToLiveAndLoseNothing(People people) {
    List<Proxy> proxies = Stream.of(Limit.values()).map(Limit::start).toList();
    try {
      List<Talk> talks = Stream.of(Case.values())
          .map(it -> new Talk(it, people, proxies.get(it.ones.ordinal()).url(), proxies.get(it.others.ordinal()).url())).toList();
      awaitCalm(talks);
      assertAll(talks.stream().map(talk -> () -> talk.hasLearned()));
    } finally {
      proxies.forEach(Proxy::close);
    }
  }

  /** Waits until no line has been cut for several times as long as its proxy allows. */
  private static void awaitCalm(List<Talk> talks) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (talks.stream().filter(Talk::isCalm).count() < talks.size()) {
      assertTrue(System.nanoTime() < end, () -> "cut again and again: " + talks);
      talks.get(0).dialogue.one().page().waitForTimeout(LOOK_MILLIS);
    }
  }

  /** Two people who say something, and no more unless a line of theirs is cut. */
  private static final class Talk {
    private final Case it;
    private final Dialogue dialogue;
    private final List<Line> lines = new ArrayList<>();

    Talk(Case it, People people, String ones, String others) {
      this.it = it;
      dialogue = new Dialogue(people, ones, "", others, "");
      dialogue.one().chooses(it.one);
      dialogue.other().chooses(it.other);
      dialogue.goesOn(1);
      dialogue.isComplete();
      lines.add(new Line(dialogue.one().restsTheHands()));
      lines.add(new Line(dialogue.other().restsTheHands()));
    }

    @Override
    public String toString() {
      return it + " " + lines;
    }

    /** Every line is asked, so that each notes its cuts in time. */
    boolean isCalm() {
      long calm = Math.max(SHORTEST_CALM_SECONDS, it.ones.seconds + 5L);
      return lines.stream().filter(line -> line.calmSeconds() >= calm).count() == lines.size();
    }

    void hasLearned() {
      for (Line line : lines) {
        boolean concerns = it.ones.seconds < 20;
        assertEquals(concerns, line.cuts() > 0, it + " " + line);
        assertTrue(line.cuts() <= MOST_CUTS, it + " " + line);
      }
      dialogue.goesOn(1);
      dialogue.isComplete();
    }
  }

  /** Somebody's line to the server, who says something the moment that it is cut. */
  private static final class Line {
    private static final String SAID_WHILE_CUT = "The line is cut";
    private static final String SAY_IT = """
        text => {
          const chip = document.querySelector('[data-testid=connection]');
          const room = location.hash.split('/').at(-1);
          const say = () => fetch(`/api/rooms/${room}/messages`, {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify({ id: crypto.randomUUID(), text }),
          }).catch(() => {});
          new MutationObserver(() => chip.dataset.state === 'connected' || say()).observe(chip, { attributeFilter: ['data-state'] });
        }""";

    private final Person person;
    private final int before;
    private final AtomicInteger pollsCut = new AtomicInteger();
    private long calmSince = System.nanoTime();
    private int noted;

    Line(Person person) {
      this.person = person;
      before = person.changes().count();
      person.page().onResponse(response -> pollsCut.addAndGet(response.status() == 504 ? 1 : 0));
      person.page().evaluate(SAY_IT, SAID_WHILE_CUT);
    }

    /** For how long it has not been cut. */
    long calmSeconds() {
      int now = cuts();
      if (now != noted) {
        noted = now;
        calmSince = System.nanoTime();
      }
      return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - calmSince);
    }

    int cuts() {
      return person.changes().count() - before + pollsCut.get();
    }

    @Override
    public String toString() {
      return person.name() + " was cut " + cuts() + " times: " + person.changes().allTextContents();
    }
  }
}
