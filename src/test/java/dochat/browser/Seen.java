package dochat.browser;

import com.microsoft.playwright.Page;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What a page shows of the open room, in the words of {@link Told}, whichever language it speaks. */
record Seen(Person person) {
  /** Messages and notes of a list as they are drawn, from the top. A name that stands above several messages is that of each. */
  private static final String LIST = """
      (list) => {
        let author = '';
        const text = (each, selector) => each.querySelector(selector)?.textContent.trim().replace(/\\s+/g, ' ') ?? '';
        return [...document.querySelectorAll(`${list} :is(.message[data-state=sent], .note-line)`)].map((each) => {
          if (each.matches('.note-line')) return JSON.stringify({ note: each.querySelector('.icon').className.replace(/.*icon-/, ''), text: text(each, '.icon + span') });
          author = text(each, '.message-head strong') || author;
          const quote = each.querySelector('.quote');
          return JSON.stringify({
            seq: Number(each.dataset.seq),
            author,
            text: each.querySelector('.message-text')?.textContent.trim() ?? '',
            deleted: Boolean(each.querySelector('.message-deleted')),
            edited: Boolean(each.querySelector('.message-edited')),
            pinned: Boolean(each.querySelector('.message-pinned')),
            quote: quote ? `${text(quote, 'strong')}: ${text(quote, ':scope > span:last-child')}` : '',
            replies: Number(each.querySelector('[data-testid=replies]')?.textContent.match(/\\d+/)?.[0] ?? 0),
            reactions: [...each.querySelectorAll('.reaction')].map((one) => `${one.textContent.trim().replace(/\\s+/g, ' ')}: ${one.title}`),
          });
        });
      }""";
  /** What is settled for all, and by oneself for oneself. */
  private static final String ROOM = """
      () => JSON.stringify({
        name: document.querySelector('.header-name span')?.textContent ?? '',
        topic: document.querySelector('.header-room p')?.textContent ?? '',
        foot: document.querySelector('#composer, .main .composer-closed')?.dataset.testid ?? '',
        favourite: Boolean(document.querySelector('#room-menu [data-testid=favourite] .icon-star-off')),
        muted: Boolean(document.querySelector('#room-menu [data-testid=mute] .icon-bell')),
      })""";
  private static final String MEMBERS = """
      () => [...document.querySelectorAll('.dialog-members [data-testid=member]')].map((each) => {
        const role = each.querySelector('.member-role');
        return `${each.querySelector('.person-name').textContent.trim()}: ${role.value ?? role.textContent.trim()}`;
      })""";
  private static final String PINS = """
      () => [...document.querySelectorAll('.dialog-pins .pin-link')].map((each) =>
        `${each.hash.split('/').at(-1)} ${each.querySelector('strong').textContent.trim()}: ${each.querySelector('.pin-text').textContent.trim().replace(/\\s+/g, ' ')}`)""";
  private static final String BADGE = "room => document.querySelector(`[data-room='${room}'] [data-testid=unread] [aria-hidden]`)?.textContent.trim() ?? ''";
  /** As a Korean page says it, and as an English one does. */
  private static final Map<String, String> WORDS = Map.of("@여기", "@here", "@모두", "@all", "삭제된 메시지", "deleted message", "들어오기 전의 메시지", "a message from before you joined",
      "탈퇴한 사용자", "deleted account", ": 나", ": you", ": 방장", ": owner", ": 부방장", ": moderator", ": 멤버", ": member", ": 읽기 전용", ": reader");

  /** Of the room, or of its open thread. */
  List<JsonObject> list(String id) {
    return texts(page().evaluate(LIST, "#" + id)).map(JsonObject::new).toList();
  }

  JsonObject room() {
    return new JsonObject((String) page().evaluate(ROOM));
  }

  /** In the open dialog, sorted: their order depends on the language. */
  List<String> members() {
    return texts(page().evaluate(MEMBERS)).map(Seen::withTheWordOfTheRole).sorted().toList();
  }

  /** In the open dialog, in their order. */
  List<String> pins() {
    return texts(page().evaluate(PINS)).toList();
  }

  /** How many messages of a room are unread by the list, and whether one of them calls oneself. */
  String badge(String room) {
    return (String) page().evaluate(BADGE, room);
  }

  /** What stands in people's words in two languages, in those of one: both what is shown and what is told goes through this. */
  static String inOneLanguage(String text) {
    String found = text;
    for (Map.Entry<String, String> word : WORDS.entrySet()) {
      found = found.replace(word.getKey(), word.getValue());
    }
    return found;
  }

  private static String withTheWordOfTheRole(String member) {
    int role = member.lastIndexOf(": ");
    return member.substring(0, role) + member.substring(role).toLowerCase(Locale.ROOT);
  }

  @SuppressWarnings("unchecked")
  private static Stream<String> texts(Object found) {
    return ((List<String>) found).stream().map(Seen::inOneLanguage);
  }

  private Page page() {
    return person.page();
  }
}
