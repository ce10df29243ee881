package dochat.talk;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** {@code dochat talk}: in a terminal a chat, else the lines of standard input as posts. */
public final class Talk {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Character NO_ECHO = '\0';
  private static final int FAILED = 1;
  private static final int REFUSED = 2;

  private final Words words;
  private final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
  private final ScheduledExecutorService loop = Loop.start();
  private final Exchange exchange = new Exchange();
  private final Rooms rooms = new Rooms(exchange);
  private final Outbox outbox = new Outbox(exchange, loop);

  private Talk(Words words) {
    this.words = words;
  }

  /**
   * Talks until the person leaves or the input ends.
   *
   * @param args what follows {@code talk}
   * @return the exit code: 0; 1 when a post, a node or a room was not to be had; 2 for a wrong option. One sentence on standard error says why.
   */
  public static int run(String[] args, Map<String, String> env) {
    return new Talk(new Words(Words.locale(env))).run(args, !env.getOrDefault("NO_COLOR", "").isEmpty());
  }

  private int run(String[] args, boolean isPlain) {
    try {
      Options options = Options.parse(args, System.getProperty("user.name"), words);
      if (options.help()) {
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(words.say("help"));
        return 0;
      }
      return begin(options, person(options), isPlain);
    } catch (Options.Wrong wrong) {
      return fail(REFUSED, wrong.getMessage());
    }
  }

  /** The password is asked for where it is not in a file; on a command line others could read it. */
  private Person person(Options options) throws Options.Wrong {
    if (options.handle() == null) {
      return Person.guest(options.name());
    }
    return Person.account(options.handle(), options.password() == null ? askPassword(options.handle()) : options.password());
  }

  private String askPassword(String handle) throws Options.Wrong {
    try (Terminal terminal = terminal()) {
      if (terminal != null) {
        return LineReaderBuilder.builder().terminal(terminal).build().readLine(words.say("password.ask", SafeText.line(handle)), NO_ECHO);
      }
    } catch (IOException | UserInterruptException | EndOfFileException e) {
      // nobody says it
    }
    throw new Options.Wrong(words.say("option.password"));
  }

  private int begin(Options options, Person person, boolean isPlain) {
    exchange.add(outbox);
    try (Link link = new Link(options.nodes(), options.dialer(), person, exchange, loop)) {
      if (!link.open()) {
        if (link.refused() != null) {
          return fail(FAILED, words.reason(link.refused()));
        }
        return fail(FAILED, link.distrusted() == null ? nobody(options.nodes()) : words.say("link.distrusted", link.distrusted()));
      }
      long pingMillis = Connection.PING.toMillis();
      loop.scheduleAtFixedRate(exchange::ping, pingMillis, pingMillis, TimeUnit.MILLISECONDS);
      Optional<Rooms.Room> room = Loop.ask(loop, () -> rooms.find(options.room()), PATIENCE);
      return room.isPresent() ? talk(room.get(), isPlain) : fail(FAILED, words.say("option.room", SafeText.line(options.room())));
    } catch (ExecutionException e) {
      return fail(FAILED, words.reason(e.getCause()));
    } catch (TimeoutException e) {
      return fail(FAILED, words.say("link.none"));
    }
  }

  private String nobody(List<NodeAddress> nodes) {
    return nodes.equals(NodeAddress.local()) ? words.say("link.nobody.local", nodes.get(0), nodes.get(nodes.size() - 1).port())
        : words.say("link.nobody", nodes.stream().map(NodeAddress::toString).collect(Collectors.joining(", ")));
  }

  private int talk(Rooms.Room room, boolean isPlain) {
    try (Terminal terminal = terminal()) {
      return terminal == null ? new PipedTalk(loop, new People(exchange), outbox, room.id(), words, this::fail).run(System.in)
          : new TerminalTalk(loop, exchange, rooms, outbox, words, terminal, !isPlain).run(room);
    } catch (IOException e) {
      return fail(FAILED, words.say("input.lost"));
    }
  }

  /** Null when standard input or output is none. */
  private static Terminal terminal() throws IOException {
    try {
      return TerminalBuilder.builder().system(true).dumb(false).encoding(StandardCharsets.UTF_8).build();
    } catch (IllegalStateException e) {
      return null;
    }
  }

  private int fail(int exitCode, String sentence) {
    err.println("dochat: " + sentence);
    return exitCode;
  }
}
