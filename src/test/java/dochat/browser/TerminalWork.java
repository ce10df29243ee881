package dochat.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dochat.support.Eventually.eventually;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import dochat.support.ChatNode;
import dochat.talk.Talking;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Somebody with an account works in {@code dochat talk} for a while, in a private room of their own and alone with somebody. What they do there shows on their own page and on those of others.
 *
 * @param guest whom they add to the room
 * @param other with whom they talk alone
 */
record TerminalWork(Teammate one, Teammate guest, Teammate other, List<ChatNode> nodes) {

  void lasts() {
    String name = one.person().name() + "’s terminal";
    String room = makesARoom(name);
    Path password = Episodes.passwordFile();
    try (Talking talk = Talking.inATerminal("--node", Talking.at(nodes.toArray(ChatNode[]::new)), "--handle", Episodes.handle(one.person()), "--password-file", password.toString(), "--room", room)) {
      talk.shows("# " + name);
      addsTheGuest(talk, room);
      says(talk);
      talksAlone(talk);
      talk.type("/quit\r");
      assertEquals(0, talk.exitCode());
    } finally {
      password.toFile().delete();
    }
  }

  private String makesARoom(String name) {
    one.backToTheList();
    one.at("new-room").click();
    one.at("room-name").fill(name);
    one.at("kind-private").check();
    one.at("create-room").click();
    one.person().isIn(name);
    return one.openRoom();
  }

  private void addsTheGuest(Talking talk, String room) {
    talk.type("/invite " + guest.person().name() + "\r").shows("added " + guest.person().name());
    guest.goesTo(room);
    talk.type("/members\r").shows("owner").shows(guest.person().name() + "  ");
    String text = guest.text();
    guest.says(text);
    isSaid(talk, guest, text);
  }

  private void says(Talking talk) {
    talk.type("typed here\r");
    isSaid(talk, one, "typed here");
    one.person().sees("typed here");
    talk.type("/edit typed here, better\r").shows("edited: typed here, better");
    for (Teammate each : List.of(one, guest)) {
      each.person().sees("typed here, better");
    }
    talk.type("/react 👍\r").shows("👍 to: typed here");
    assertThat(guest.person().message("typed here, better").locator(".reaction")).hasText("👍 1");
    talk.type("/reply an answer to oneself\r");
    isSaid(talk, one, "> typed here");
    assertThat(guest.person().message("an answer to oneself").locator(".quote")).containsText("typed here, better");
    talk.type("/delete\r").shows("deleted a message");
    for (Teammate each : List.of(one, guest)) {
      assertThat(each.page().locator("#messages .message-deleted")).hasCount(1);
    }
  }

  /** The line of the room says what was said there. */
  private void talksAlone(Talking talk) {
    talk.type("/dm " + other.person().name() + "\r").shows("# " + other.person().name());
    String text = "for you alone, " + one.text();
    talk.type(text + "\r");
    assertThat(other.at("room-said").filter(new Locator.FilterOptions().setHasText(text.substring(0, 20)))).hasCount(1);
  }

  /** Which is more than typed. */
  private static void isSaid(Talking talk, Teammate by, String text) {
    eventually(by.person().name() + " said " + text, () -> Pattern.compile(Pattern.quote(by.person().name()) + "[^\\r\\n]*" + Pattern.quote(text.substring(0, Math.min(12, text.length())))).matcher(talk.out()).find());
  }
}
