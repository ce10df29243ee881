package dochat.browser;

import static dochat.support.Eventually.eventually;
import static dochat.support.Meddler.Manner.CUTS_SOCKETS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dochat.proxy.HaProxy;
import dochat.proxy.Nginx;
import dochat.proxy.Proxy;
import dochat.support.ChatNode;
import dochat.support.Meddler;
import dochat.support.SharedNodes;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Three nodes behind real proxies that share requests out in turn, and do more besides: two people talk, each message comes once and in
 * order, and the page says which way and why.
 */
@ExtendWith({WithPeople.class, SharedNodes.class})
class ProxyIT {
  private static final String NO_WEBSOCKET = "delete globalThis.WebSocket;";
  private static final String NO_STREAMING = "delete Response.prototype.body;";
  private static final List<String> WAYS = List.of("streaming", "websocket", "long-polling", "sockjs:xhr-streaming", "polling",
      "sockjs:xhr-polling", "websocket");

  /** How it is before the nodes, and which way the page should go there, with the proofs against the better ones. */
  enum Case {
    NGINX(Nginx::asDocumented, "", "websocket", ""),
    HAPROXY(HaProxy::asDocumented, "", "websocket", ""),
    NGINX_WITHOUT_UPGRADES(Nginx::withoutUpgrades, "", "streaming", "never-opened"),
    HAPROXY_WITHOUT_UPGRADES(HaProxy::withoutUpgrades, "", "streaming", "never-opened"),
    NGINX_BUFFERING(Nginx::buffering, "", "long-polling", "never-opened buffered"),
    HAPROXY_BUFFERING(HaProxy::buffering, "", "long-polling", "never-opened buffered"),
    NGINX_SPEAKING_HTTP_1_0(Nginx::speakingHttp10, "", "streaming", "never-opened"),
    NGINX_BROWSER_WITHOUT_WEBSOCKET(Nginx::asDocumented, NO_WEBSOCKET, "streaming", "unsupported"),
    NGINX_BROWSER_WITHOUT_STREAMS(Nginx::withoutUpgrades, NO_STREAMING, "long-polling", "never-opened unsupported"),
    HAPROXY_BROWSER_WITHOUT_BOTH(HaProxy::asDocumented, NO_WEBSOCKET + NO_STREAMING, "long-polling", "unsupported unsupported");

    private final Function<List<ChatNode>, Proxy> proxy;
    private final String script;
    private final String way;
    private final String reasons;

    Case(Function<List<ChatNode>, Proxy> proxy, String script, String way, String reasons) {
      this.proxy = proxy;
      this.script = script;
      this.way = way;
      this.reasons = reasons;
    }

    Proxy start() {
      return proxy.apply(SharedNodes.three());
    }
  }

  /** Where the two who talk come from. */
  enum Places {
    AS_DOCUMENTED(Case.NGINX, Case.HAPROXY),
    WITHOUT_UPGRADES(Case.NGINX_WITHOUT_UPGRADES, Case.HAPROXY_WITHOUT_UPGRADES),
    BUFFERING(Case.NGINX_BUFFERING, Case.HAPROXY_BUFFERING),
    STREAMS_ALONE(Case.NGINX_SPEAKING_HTTP_1_0, Case.NGINX_BROWSER_WITHOUT_WEBSOCKET),
    NO_STREAMS(Case.NGINX_BROWSER_WITHOUT_STREAMS, Case.HAPROXY_BROWSER_WITHOUT_BOTH);

    private final Case one;
    private final Case other;

    Places(Case one, Case other) {
      this.one = one;
      this.other = other;
    }
  }

  /** As documented it is WebSocket, which the others begin with. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "AS_DOCUMENTED")
  void twoPeopleTalkTheBestWayThatWorks(Places places, People people) {
    try (Proxy one = places.one.start(); Proxy other = places.other.start()) {
      Dialogue dialogue = new Dialogue(people, one.url(), places.one.script, other.url(), places.other.script);
      dialogue.goesOn(4);
      goes(dialogue, places);
      dialogue.goesOn(2);
      dialogue.isComplete();
    }
  }

  @Test
  void socketsThatAreCutAreGivenUp(People people) {
    try (Proxy one = Case.NGINX.start(); Proxy other = Case.HAPROXY.start(); Meddler ones = new Meddler(one.port()); Meddler others = new Meddler(other.port())) {
      Dialogue dialogue = new Dialogue(people, ones.url(), "", others.url(), "");
      goes(dialogue, Places.AS_DOCUMENTED);
      for (Meddler cutter : List.of(ones, others)) {
        cutter.behave(CUTS_SOCKETS);
        cutter.cut();
      }
      dialogue.goesOn(6);
      dialogue.goes("streaming", "cut");
      dialogue.goesOn(2);
      dialogue.isComplete();
    }
  }

  @Test
  void nothingIsLostWhileTheWayChanges(People people) {
    try (Proxy one = Case.NGINX.start(); Proxy other = Case.HAPROXY.start()) {
      Dialogue dialogue = new Dialogue(people, one.url(), "", other.url(), "");
      dialogue.goesOn(4);
      goes(dialogue, Places.AS_DOCUMENTED);
      List<Double> before = served();
      for (String way : WAYS) {
        dialogue.goesOn(2);
        dialogue.one().chooses(way);
        dialogue.goesOn(1);
        dialogue.other().chooses(way);
      }
      dialogue.goes("websocket", "chosen");
      dialogue.isComplete();
      // The last of them may not be counted yet.
      eventually(() -> {
        List<Double> after = served();
        for (int node = 0; node < before.size(); node++) {
          assertTrue(after.get(node) > before.get(node), "each node has its turn: before " + before + ", after " + after);
        }
      });
    }
  }

  private static void goes(Dialogue dialogue, Places places) {
    Dialogue.goes(dialogue.one(), places.one.way, places.one.reasons);
    Dialogue.goes(dialogue.other(), places.other.way, places.other.reasons);
  }

  /** How many clients each node has served to their end. */
  private static List<Double> served() {
    return SharedNodes.three().stream().map(node -> node.metrics().sum("dochat_closes_total")).toList();
  }
}
