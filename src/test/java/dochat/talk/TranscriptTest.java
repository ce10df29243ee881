package dochat.talk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.model.Change;
import dochat.model.Event;
import dochat.model.User;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final ZoneId SEOUL = ZoneId.of("Asia/Seoul");

  private final List<AttributedString> paper = new ArrayList<>();

  @Test
  void separatesDaysOfTheReadersZone() {
    Transcript korean = transcript(Locale.KOREA, 80, true);
    korean.events(List.of(message("a", "Ann", "one", "2026-01-31T14:59:00Z"), message("a", "Ann", "two", "2026-01-31T15:00:00Z")));
    korean.events(List.of(message("a", "Ann", "three", "2026-01-31T16:00:00Z")));
    assertEquals(List.of("— 2026년 1월 31일 토요일 —", "23:59 Ann          one", "— 2026년 2월 1일 일요일 —", "00:00 Ann          two",
        "01:00 Ann          three"), lines());
  }

  @Test
  void alignsNamesOfWideCharacters() {
    transcript(Locale.US, 80, true).events(List.of(message("a", "Ann", "x", "2026-01-31T00:00:00Z"), message("b", "김철수", "x", "2026-01-31T00:00:00Z"),
        message("c", "아주긴이름을가진사람", "x", "2026-01-31T00:00:00Z")));
    List<String> lines = lines().subList(1, 4);
    lines.forEach(line -> assertEquals(19, Wrap.columns(line.substring(0, line.lastIndexOf('x'))), line));
  }

  @Test
  void whatIsWrittenFromTheRightStaysInItsPlace() {
    Transcript transcript = transcript(Locale.US, 80, true);
    transcript.opened(new Rooms.Room("tea", "תה", "שלום", 1, 0, 0));
    transcript.events(List.of(message("a", "דנה", "שלום 3pm\nhi", "2026-01-31T00:00:00Z"), message("a", "דנה כהן לוי בן", "x", "2026-01-31T00:00:00Z"),
        new Event(2, Event.EDIT, "id", new User("b", "Ben"), 1, "שלום\u2069", Instant.parse("2026-01-31T00:00:00Z"))));
    assertEquals("# \u2068תה\u2069 · \u2068שלום\u2069", lines().get(0));
    assertEquals(List.of("09:00 \u2068דנה\u2069          \u2068שלום 3pm\u2069", " ".repeat(19) + "hi", "09:00 \u2068דנה כהן לוי…\u2069 x"), lines().subList(2, 5));
    assertEquals("09:00 Ben          \u2068edited: \u2068שלום\u2069\u2069", lines().get(5));
  }

  @Test
  void indentsFurtherLinesOnWideAndNarrowTerminals() {
    Event message = message("a", "민아", "하나\n둘", "2026-01-31T00:00:00Z");
    transcript(Locale.US, 80, true).events(List.of(message));
    assertEquals(List.of("09:00 민아         하나", " ".repeat(19) + "둘"), lines().subList(1, 3));
    paper.clear();
    transcript(Locale.US, 40, true).events(List.of(message));
    assertEquals(List.of("09:00 민아  하나", "      둘"), lines().subList(1, 3));
  }

  @Test
  void printsNoControlCharacterOfOthers() {
    Transcript transcript = transcript(Locale.US, 80, true);
    transcript.events(List.of(message("a", "\u001b[31mEve\u0007", "\u001b]0;owned\u0007\u009b2J\rgone", "2026-01-31T00:00:00Z")));
    assertFalse(String.join("", lines()).codePoints().anyMatch(Character::isISOControl), lines().toString());
  }

  @Test
  void givesEachPersonAColourUnlessColoursAreLeftOut() {
    List<Event> messages = List.of(message("a", "Ann", "x", "2026-01-31T00:00:00Z"), message("b", "Ben", "x", "2026-01-31T00:00:00Z"));
    transcript(Locale.US, 80, true).events(messages);
    String coloured = paper.get(0).toAnsi();
    String[] lines = coloured.split("\n");
    assertTrue(coloured.contains("38;5;"), coloured);
    assertNotEquals(colour(lines[1]), colour(lines[2]));
    paper.clear();
    transcript(Locale.US, 80, false).events(messages);
    assertFalse(paper.get(0).toAnsi().matches("(?s).*\u001b\\[[0-9;]*(3[0-8]|9[0-7])[;m].*"), paper.get(0).toAnsi());
  }

  @Test
  void keepsAFloodOfEmptyLinesSmall() {
    transcript(Locale.US, 80, true).events(List.of(message("a", "Eve", "a" + "\n ".repeat(500) + "b\n\n\n", "2026-01-31T00:00:00Z")));
    assertEquals(4, lines().size());
  }

  @Test
  void saysInTheReadersLanguageWhatBecomesOfMessages() {
    List<Event> events = List.of(event(1, Event.MESSAGE, 0, "안녕하세요"), event(2, Event.EDIT, 1, "안녕히\n가세요"), event(3, Event.REACT, 1, "👍"), event(4, Event.UNREACT, 1, "👍"),
        event(5, Event.REACT, 99, "🎉"), event(6, Event.DELETE, 1, ""), event(7, Event.REACT, 1, "👀"));
    transcript(Locale.US, 80, true).events(events);
    String begin = "09:00 Ann          ";
    assertEquals(List.of(begin + "안녕하세요", begin + "edited: 안녕히", " ".repeat(19) + "가세요", begin + "👍 to: 안녕히 가세요", begin + "took 👍 back from: 안녕히 가세요",
        begin + "🎉 to: an earlier message", begin + "deleted a message", begin + "👀 to: an earlier message"), lines().subList(1, 9));
    paper.clear();
    transcript(Locale.KOREA, 80, true).events(events);
    assertEquals(List.of(begin + "안녕하세요", begin + "수정: 안녕히", " ".repeat(19) + "가세요", begin + "👍 반응: 안녕히 가세요", begin + "👍 반응 취소: 안녕히 가세요",
        begin + "🎉 반응: 이전 메시지", begin + "메시지를 삭제했습니다", begin + "👀 반응: 이전 메시지"), lines().subList(1, 9));
  }

  @Test
  void saysWhatBecomesOfMembers() {
    List<Event> events = List.of(place(1, Event.INVITE, "member"), place(2, Event.ROLE, "moderator"), place(3, Event.ROLE, "king"), place(4, Event.REMOVE, ""),
        event(5, Event.LEAVE, 0, ""), place(6, Event.BAN, ""), place(7, Event.UNBAN, ""), event(8, Event.JOIN, 0, "member"));
    transcript(Locale.US, 80, true).events(events);
    String begin = "09:00 Ann          ";
    assertEquals(List.of(begin + "added Ben", begin + "made Ben: moderator", begin + "made Ben: king", begin + "removed Ben", begin + "left the room", begin + "banned Ben from the room",
        begin + "lifted the ban on Ben", begin + "joined the room"), lines().subList(1, 9));
    paper.clear();
    transcript(Locale.KOREA, 80, true).events(events);
    assertEquals(List.of(begin + "Ben 님을 초대했습니다", begin + "Ben 님의 역할을 바꿨습니다: 부방장", begin + "Ben 님의 역할을 바꿨습니다: king", begin + "Ben 님을 내보냈습니다",
        begin + "방을 나갔습니다", begin + "Ben 님을 이 방에서 차단했습니다", begin + "Ben 님의 차단을 해제했습니다", begin + "방에 들어왔습니다"), lines().subList(1, 9));
  }

  @Test
  void saysWhatBecomesOfTheRoom() {
    List<Event> events = List.of(event(1, Event.MESSAGE, 0, "tea?"), event(2, Event.RENAME, 0, "Tea\u202E"), event(3, Event.TOPIC, 0, "Leaves"), event(4, Event.ARCHIVE, 0, ""), event(5, Event.UNARCHIVE, 0, ""),
        event(6, Event.POSTING, 0, "moderator"), event(7, Event.INVITING, 0, "member"), event(8, Event.SLOW, 0, "30"), event(9, Event.PIN, 1, ""), event(10, Event.UNPIN, 1, ""),
        event(11, Event.HISTORY, 0, "joined"), event(12, Event.HISTORY, 0, "all"));
    transcript(Locale.US, 80, true).events(events);
    String begin = "09:00 Ann          ";
    assertEquals(List.of(begin + "renamed the room: Tea", begin + "set the topic: Leaves", begin + "archived the room; it can be read only", begin + "opened the room again",
        begin + "changed who may post, at least: moderator", begin + "changed who may invite, at least: member", begin + "set the seconds between two messages of one person: 30",
        begin + "pinned: tea?", begin + "unpinned: tea?", begin + "lets people who join see only messages from then on",
        begin + "lets people who join see earlier messages"), lines().subList(2, 13));
    paper.clear();
    transcript(Locale.KOREA, 80, true).events(events);
    assertEquals(begin + "메시지를 쓸 수 있는 역할을 바꿨습니다: 부방장 이상", lines().get(6));
  }

  @Test
  void aReplyQuotesWhatItAnswers() {
    transcript(Locale.US, 80, true).events(List.of(event(1, Event.MESSAGE, 0, "안녕하세요"), event(2, Event.MESSAGE, 1, "hi"), event(3, Event.MESSAGE, 99, "so"),
        event(4, Event.DELETE, 2, ""), event(5, Event.MESSAGE, 2, "eh")));
    String begin = "09:00 Ann          ";
    assertEquals(List.of(begin + "> 안녕하세요", " ".repeat(19) + "hi", begin + "> an earlier message", " ".repeat(19) + "so", begin + "deleted a message",
        begin + "> an earlier message", " ".repeat(19) + "eh"), lines().subList(2, 9));
  }

  @Test
  void aMessageThatWasDeletedIsShownAsDeletedAndItsEditsNotAtAll() {
    List<Event> events = List.of(event(1, Event.MESSAGE, 0, ""), event(2, Event.EDIT, 1, ""), event(3, Event.MESSAGE, 0, "next"));
    transcript(Locale.US, 80, true).events(events);
    assertEquals(List.of("09:00 Ann          deleted message", "09:00 Ann          next"), lines().subList(1, lines().size()));
    paper.clear();
    transcript(Locale.KOREA, 80, true).events(events);
    assertEquals("09:00 Ann          삭제된 메시지", lines().get(1));
  }

  @Test
  void printsNoControlCharacterOfChangesEither() {
    String hostile = "\u001b]0;owned\u0007\u009b2J\r\u202E%s%n";
    transcript(Locale.US, 80, true).events(List.of(event(1, Event.MESSAGE, 0, hostile), event(2, Event.EDIT, 1, hostile), event(3, Event.REACT, 1, hostile),
        event(4, Event.UNREACT, 1, hostile), event(5, Event.MESSAGE, 1, hostile)));
    assertFalse(String.join("", lines()).codePoints().anyMatch(point -> Character.isISOControl(point) || point == 0x202E), lines().toString());
    assertEquals(7, lines().size());
  }

  private static Event place(long seq, String type, String role) {
    return new Event(seq, type, "id-" + seq, new User("a", "Ann"), Change.NO_REF, Change.NO_REF, new User("b", "Ben\u202E"), role, Instant.parse("2026-01-31T00:00:00Z"));
  }

  private static Event event(long seq, String type, long ref, String text) {
    return new Event(seq, type, "id-" + seq, new User("a", "Ann"), ref, text, Instant.parse("2026-01-31T00:00:00Z"));
  }

  private Transcript transcript(Locale locale, int columns, boolean isColoured) {
    return new Transcript(new Words(locale), new Shown(), SEOUL, isColoured, () -> columns, paper::add);
  }

  private List<String> lines() {
    return paper.stream().flatMap(print -> Arrays.stream(print.toString().split("\n"))).toList();
  }

  private static String colour(String line) {
    return line.replaceAll("(?s).*38;5;([0-9]+).*", "$1");
  }

  private static Event message(String user, String name, String text, String at) {
    return new Event(1, Event.MESSAGE, "id", new User(user, name), text, Instant.parse(at));
  }
}
