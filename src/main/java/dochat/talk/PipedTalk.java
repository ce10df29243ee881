package dochat.talk;

import dochat.protocol.Texts;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;

/** Posts lines, each when the one before has been acknowledged, so that none is taken out of the pipe that cannot be kept. It prints nothing. */
final class PipedTalk {
  /** For one line, however often its connection is lost and its node busy meanwhile. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int FAILED = 1;

  private final ScheduledExecutorService loop;
  private final People people;
  private final Outbox outbox;
  private final String room;
  private final Words words;
  private final Failure failure;

  /** Prints a sentence; the answer is the exit code. */
  interface Failure {
    int say(int exitCode, String sentence);
  }

  PipedTalk(ScheduledExecutorService loop, People people, Outbox outbox, String room, Words words, Failure failure) {
    this.loop = loop;
    this.people = people;
    this.outbox = outbox;
    this.room = room;
    this.words = words;
    this.failure = failure;
  }

  /** Posts until the input ends, or a line cannot be posted; the answer is the exit code. */
  int run(InputStream input) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      String problem = !Texts.isVisible(line) ? null : post(line);
      if (problem != null) {
        return failure.say(FAILED, words.say("input.refused", number, problem));
      }
    }
    return 0;
  }

  /** Null when it has been acknowledged, else why it has not. */
  private String post(String line) {
    try {
      Loop.ask(loop, () -> people.called(room, line).thenCompose(mentions -> outbox.add(room, Callings.said(line, mentions), mentions)), PATIENCE);
      return null;
    } catch (ExecutionException e) {
      return words.reason(e.getCause());
    } catch (TimeoutException e) {
      return isSlow() ? words.say("problem.slow_mode") : words.say("post.timeout", PATIENCE.toSeconds());
    }
  }

  private boolean isSlow() {
    return CompletableFuture.supplyAsync(() -> outbox.isSlow(room), loop).join();
  }
}
