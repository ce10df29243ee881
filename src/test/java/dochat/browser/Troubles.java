package dochat.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What no page may ever do: write an error to the console, throw, break its own security policy, or ask another machine. */
final class Troubles {
  private static final Set<String> MACHINE = Set.of("127.0.0.1", "localhost");
  private static final Set<String> NO_MACHINE = Set.of("data", "blob", "about");
  private static final String TELL_VIOLATIONS = "document.addEventListener('securitypolicyviolation', "
      + "({ violatedDirective, blockedURI, sourceFile }) => console.error(`policy: ${violatedDirective} ${blockedURI} ${sourceFile}`));";

  private final List<String> found = new ArrayList<>();
  private boolean lineMayBreak;
  private boolean mayBeTooFast;
  private boolean mayBeLeft;
  /** Whether a page has come and has not been seen to be connected: on a busy machine it may ask by HTTP first, where a refusal is written down. */
  private volatile boolean comes;

  void watch(BrowserContext profile) {
    profile.addInitScript(TELL_VIOLATIONS);
    profile.onConsoleMessage(this::heard);
    profile.onWebError(error -> found.add("thrown: " + error.error()));
    profile.onRequest(request -> requested(request.url()));
    profile.onPage(page -> page.onWebSocket(socket -> requested(socket.url())));
    profile.onPage(page -> page.onDOMContentLoaded(come -> comes = true));
  }

  /** From now on, the browser may say that a connection broke. */
  void allowBrokenLines() {
    lineMayBreak = true;
  }

  /** From now on, the browser may say that a session of SockJS had ended when something was still sent to it. */
  void allowLeftSessions() {
    mayBeLeft = true;
  }

  /** From now on, the browser may say that the server asked for less haste. */
  void allowTooManyRequests() {
    mayBeTooFast = true;
  }

  /** The page has come, and goes its best way. */
  void isConnected() {
    comes = false;
  }

  List<String> found() {
    return found;
  }

  void assertNone() {
    assertEquals(List.of(), found, "troubles of the page");
  }

  private void heard(ConsoleMessage message) {
    String trouble = "console: " + message.text() + " at " + message.location();
    if ("error".equals(message.type()) && !isExpected(message)) {
      found.add(trouble);
    }
  }

  /** Who am I? Nobody yet: that answer is a 401, as that to a wrong password, or to who would remove the last passkey, is a 403, and browsers write each one down. What is sent to a session of SockJS that has ended gets a 404, and so does who looks at an invitation of no use. The page of the cluster says itself what was refused. A page that comes may ask for what is not to be seen, as a room is to which a link leads: that is no error on a socket, and by HTTP a 403 or 404. */
  private boolean isExpected(ConsoleMessage message) {
    boolean notSignedIn = message.text().matches(".*status of 40[13].*") && message.location().matches(".*/api/(session|me/deletion|passkeys/[^/]+/deletion).*");
    boolean broken = message.text().startsWith("WebSocket connection to") || message.text().contains("net::ERR_")
        || message.text().matches(".*status of (401|504).*") && message.location().matches(".*/api/(feed|send).*")
        || message.text().contains("status of 404") && message.location().contains("/words/");
    boolean tooLate = message.text().contains("status of 404") && message.location().contains("/xhr_send");
    boolean tooFast = message.text().contains("status of 429");
    boolean noUse = message.text().contains("status of 404") && message.location().contains("/api/invitations/look");
    boolean notSeen = comes && message.text().matches(".*status of 40[34].*") && message.location().contains("/api/send");
    boolean notAdmin = message.text().matches(".*status of (401|403|404).*") && message.location().contains("/cluster/");
    return notSignedIn || notAdmin || noUse || notSeen || (mayBeLeft || lineMayBreak) && tooLate || lineMayBreak && broken || mayBeTooFast && tooFast;
  }

  private void requested(String url) {
    URI uri = URI.create(url.split("[?#]")[0]);
    if (!NO_MACHINE.contains(uri.getScheme()) && !MACHINE.contains(uri.getHost())) {
      found.add("request: " + url);
    }
  }
}
