package dochat.talk;

import dochat.model.Change;
import dochat.model.Event;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** What is to be read above the line that is being typed: messages and what becomes of them, by day, and notices. Everything that others wrote is made safe here. All on the loop. */
final class Transcript {
  /** Of the 256 colours those that can be read on black and on white. */
  private static final int[] COLOURS = {30, 32, 64, 68, 97, 131, 134, 136, 166, 168};
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm ", Locale.ROOT);
  private static final int TIME_COLUMNS = 6;
  private static final int NAME_COLUMNS = 12;
  /** Where there are fewer columns, names are not put into one of their own. */
  private static final int WIDE_COLUMNS = 60;
  private static final int UNKNOWN_COLUMNS = 80;
  /** So much of a message says which one it is. */
  private static final int QUOTE_COLUMNS = 30;

  private final Words words;
  private final Shown shown;
  private final ZoneId zone;
  private final boolean isColoured;
  private final IntSupplier terminalColumns;
  private final Consumer<AttributedString> paper;
  private LocalDate day;

  /**
   * @param terminalColumns asked anew each time; 0 for unknown
   * @param paper           prints one or more lines, without a line break at the end
   */
  Transcript(Words words, Shown shown, ZoneId zone, boolean isColoured, IntSupplier terminalColumns, Consumer<AttributedString> paper) {
    this.words = words;
    this.shown = shown;
    this.zone = zone;
    this.isColoured = isColoured;
    this.terminalColumns = terminalColumns;
    this.paper = paper;
  }

  /** From now on the messages are those of another room. */
  void opened(Rooms.Room room) {
    day = null;
    shown.clear();
    String name = SafeText.isolated(room.name());
    String title = room.topic().isEmpty() ? name : name + " · " + SafeText.isolated(room.topic());
    paper.accept(new AttributedString("# " + title, AttributedStyle.BOLD));
  }

  void events(List<Event> events) {
    List<AttributedString> lines = new ArrayList<>();
    events.forEach(event -> add(event, lines));
    if (!lines.isEmpty()) {
      paper.accept(AttributedString.join(new AttributedString("\n"), lines));
    }
  }

  /** A sentence of talk's own, or several lines. */
  void notice(String text) {
    String lines = "· " + String.join("\n  ", Wrap.lines(text, columns() - 2, 0));
    paper.accept(new AttributedString(lines, AttributedStyle.DEFAULT.faint()));
  }

  private void add(Event event, List<AttributedString> lines) {
    if (event.type().equals(Event.MESSAGE) && !event.text().isEmpty()) {
      add(event, (event.ref() == Change.NO_REF ? "" : "> " + quote(event.ref()) + "\n") + SafeText.of(event.text()), AttributedStyle.DEFAULT, lines);
    } else {
      String said = said(event);
      if (said != null) {
        add(event, said, AttributedStyle.DEFAULT.faint(), lines);
      }
    }
    shown.take(event);
  }

  /** What has become of a message; null for an edit of one that was deleted, which is known already. */
  private String said(Event event) {
    String line = SafeText.line(event.text());
    return switch (event.type()) {
      case Event.EDIT -> event.text().isEmpty() ? null : words.say("event.edit", SafeText.of(event.text()));
      case Event.DELETE -> words.say("event.delete");
      case Event.REACT -> words.say("event.react", line, quote(event.ref()));
      case Event.UNREACT -> words.say("event.unreact", line, quote(event.ref()));
      case Event.INVITE -> words.say("event.invite", whom(event));
      case Event.JOIN -> words.say("event.join");
      case Event.REMOVE -> words.say("event.remove", whom(event));
      case Event.BAN -> words.say("event.ban", whom(event));
      case Event.UNBAN -> words.say("event.unban", whom(event));
      case Event.LEAVE -> words.say("event.leave");
      case Event.ROLE -> words.say("event.role", whom(event), words.role(event.text()));
      case Event.RENAME -> words.say("event.rename", line);
      case Event.TOPIC -> words.say("event.topic", line);
      case Event.ARCHIVE -> words.say("event.archive");
      case Event.UNARCHIVE -> words.say("event.unarchive");
      case Event.POSTING -> words.say("event.posting", words.role(line));
      case Event.INVITING -> words.say("event.inviting", words.role(line));
      case Event.HISTORY -> words.say(line.equals("joined") ? "event.history.joined" : "event.history.all");
      case Event.SLOW -> words.say("event.slow", line);
      case Event.READS -> words.say(Boolean.parseBoolean(line) ? "event.reads.on" : "event.reads.off");
      case Event.PIN -> words.say("event.pin", quote(event.ref()));
      case Event.UNPIN -> words.say("event.unpin", quote(event.ref()));
      default -> words.say("event.deleted");
    };
  }

  private static String whom(Event event) {
    return SafeText.line(event.whom().name());
  }

  private String quote(long message) {
    String text = shown.text(message);
    return text == null ? words.say("event.earlier") : Wrap.cut(SafeText.line(text), QUOTE_COLUMNS);
  }

  private void add(Event event, String said, AttributedStyle style, List<AttributedString> lines) {
    ZonedDateTime at = event.at().atZone(zone);
    if (!at.toLocalDate().equals(day)) {
      day = at.toLocalDate();
      lines.add(separator(day));
    }
    boolean isWide = columns() >= WIDE_COLUMNS;
    String name = SafeText.isolated(Wrap.cut(SafeText.line(event.user().name()), NAME_COLUMNS));
    String column = isWide ? Wrap.pad(name, NAME_COLUMNS) + " " : name + "  ";
    int begin = TIME_COLUMNS + Wrap.columns(column);
    AttributedStringBuilder line = new AttributedStringBuilder().styled(AttributedStyle.DEFAULT.faint(), TIME.format(at))
        .styled(style(event), column);
    int indent = isWide ? begin : TIME_COLUMNS;
    List<String> text = text(said, indent, begin);
    lines.add(line.styled(style, text.get(0)).toAttributedString());
    text.stream().skip(1).forEach(next -> lines.add(new AttributedString(" ".repeat(indent) + next, style)));
  }

  /** The lines of a safe text behind an indent, of which the first begins further right. */
  private List<String> text(String safe, int indent, int begin) {
    String dense = safe.strip().replaceAll("(\\s*\n){3,}", "\n\n");
    return Wrap.lines(dense, Math.max(NAME_COLUMNS + 2, columns() - indent), begin - indent).stream().map(SafeText::isolated).toList();
  }

  private AttributedString separator(LocalDate date) {
    String written = date.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withLocale(words.locale()));
    return new AttributedString("— " + written + " —", AttributedStyle.DEFAULT.faint());
  }

  private AttributedStyle style(Event event) {
    AttributedStyle style = shown.isMine(event) ? AttributedStyle.BOLD : AttributedStyle.DEFAULT;
    return isColoured ? style.foreground(COLOURS[Math.floorMod(event.user().id().hashCode(), COLOURS.length)]) : style;
  }

  private int columns() {
    int columns = terminalColumns.getAsInt();
    return columns == 0 ? UNKNOWN_COLUMNS : columns;
  }
}
