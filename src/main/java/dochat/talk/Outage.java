package dochat.talk;

import dochat.talk.Person.Welcome;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Tells of lost connections: that there is none when that lasts, and in any case where it went on. All on the loop. */
final class Outage implements Exchange.Listener {
  private static final long PATIENCE_SECONDS = 2;

  private final Exchange exchange;
  private final ScheduledExecutorService loop;
  private final Transcript transcript;
  private final Words words;
  private int losses;

  Outage(Exchange exchange, ScheduledExecutorService loop, Transcript transcript, Words words) {
    this.exchange = exchange;
    this.loop = loop;
    this.transcript = transcript;
    this.words = words;
  }

  @Override
  public void connected(Welcome now) {
    String key = losses == 0 ? "link.begun" : "link.again";
    transcript.notice(words.say(key, SafeText.line(now.node()), now.connection().node()));
  }

  @Override
  public void lost() {
    int loss = ++losses;
    loop.schedule(() -> {
      if (loss == losses && !exchange.isConnected()) {
        transcript.notice(words.say("link.lost"));
      }
    }, PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void signedOut() {
    transcript.notice(words.say("link.ended"));
  }
}
