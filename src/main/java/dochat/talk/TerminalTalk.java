package dochat.talk;

import dochat.protocol.Address;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** The chat in a terminal: the line that is typed stays at the bottom, and everything else is printed above it. Its thread only reads lines. */
final class TerminalTalk {
  private static final Duration COMMAND = Duration.ofSeconds(5);
  private static final int PROMPT_COLUMNS = 16;
  private static final char LEFT_TO_RIGHT = '\u200e';
  private static final int NOT_SENT = 1;

  private final ScheduledExecutorService loop;
  private final Rooms rooms;
  private final Outbox outbox;
  private final Words words;
  private final Terminal terminal;
  private final LineReaderImpl reader;
  private final Transcript transcript;
  private final Reading reading;
  private final Commands commands;
  private final Outage outage;
  private final Exchange exchange;

  TerminalTalk(ScheduledExecutorService loop, Exchange exchange, Rooms rooms, Outbox outbox, Words words, Terminal terminal, boolean isColoured) {
    this.loop = loop;
    this.exchange = exchange;
    this.rooms = rooms;
    this.outbox = outbox;
    this.words = words;
    this.terminal = terminal;
    this.reader = reader();
    Shown shown = new Shown();
    this.transcript = new Transcript(words, shown, ZoneId.systemDefault(), isColoured, terminal::getWidth, this::print);
    this.reading = new Reading(exchange, loop, shown, transcript, outbox, words);
    this.commands = new Commands(exchange, rooms, reading, shown, outbox, transcript, words);
    rooms.tell(reading::known);
    this.outage = new Outage(exchange, loop, transcript, words);
  }

  /** Talks until the person leaves; the answer is the exit code. */
  int run(Rooms.Room room) {
    await(this::tellName);
    await(() -> {
      exchange.add(outage);
      exchange.add(rooms);
      exchange.add(reading);
      reading.open(room);
      return CompletableFuture.completedFuture(null);
    });
    for (String line = line(); line != null; line = line()) {
      String typed = line;
      await(() -> commands.typed(typed));
    }
    return leave();
  }

  /** An older node does not know what the chat is called. */
  private CompletableFuture<Void> tellName() {
    return exchange.ask(Address.ENTRY, new JsonObject()).handle((entry, refusal) -> {
      if (refusal == null) {
        transcript.notice(words.say("chat.name", SafeText.line(entry.getString("name"))));
      }
      return null;
    });
  }

  /** Null when the person leaves. */
  private String line() {
    while (true) {
      try {
        String line = reader.readLine(prompt());
        return line.strip().equals(Commands.QUIT) ? null : line;
      } catch (UserInterruptException e) {
        if (e.getPartialLine().isBlank()) {
          return null;
        }
      } catch (EndOfFileException e) {
        return null;
      }
    }
  }

  private LineReaderImpl reader() {
    DefaultParser plain = new DefaultParser().quoteChars(new char[0]).escapeChars(new char[0]);
    return (LineReaderImpl) LineReaderBuilder.builder().terminal(terminal).parser(plain).completer(this::complete)
        .option(Option.ERASE_LINE_ON_FINISH, true) // what was said comes back as a message, numbered like the others
        .option(Option.DISABLE_EVENT_EXPANSION, true).option(Option.INSERT_TAB, false).build();
  }

  private void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    if (line.wordIndex() == 0 && line.word().startsWith("/")) {
      Commands.ALL.forEach(command -> candidates.add(new Candidate(command)));
    } else if (line.wordIndex() == 1 && line.words().get(0).equals(Commands.JOIN)) {
      rooms.ids().forEach(id -> candidates.add(new Candidate(id)));
    }
  }

  /** Above the line that is typed, before which the room is called as it is now. */
  private void print(AttributedString lines) {
    if (reading.room() != null) {
      reader.setPrompt(prompt());
    }
    reader.printAbove(lines);
  }

  /** The percent sign means something to the reader, and to it an isolate would take columns: a mark keeps what is typed where it is. */
  private String prompt() {
    String room = Wrap.cut(reading.room().name(), PROMPT_COLUMNS).replace("%", "%%");
    String end = SafeText.isolated(room).equals(room) ? "> " : LEFT_TO_RIGHT + "> ";
    return new AttributedString(room + end, AttributedStyle.BOLD).toAnsi(terminal);
  }

  private int leave() {
    await(() -> outbox.settled(COMMAND));
    return await(commands::tellUnsent).orElse(true) ? NOT_SENT : 0;
  }

  /** Waits for the loop, but not for ever: a node that does not answer must not hold up who types. Empty when it took too long. */
  private <T> Optional<T> await(Supplier<CompletableFuture<T>> task) {
    try {
      return Optional.ofNullable(Loop.ask(loop, task, COMMAND));
    } catch (TimeoutException e) {
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
