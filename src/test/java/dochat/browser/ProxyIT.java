package dochat.browser;

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
  }

  /** As documented it is WebSocket, which the others begin with. */
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = {"NGINX", "HAPROXY"})
  void twoPeopleTalkTheBestWayThatWorks(Case it, People people) {
    try (Proxy proxy = it.proxy.apply(SharedNodes.three())) {
      Dialogue dialogue = new Dialogue(people, proxy.url(), it.script);
      dialogue.goesOn(4);
      dialogue.goes(it.way, it.reasons);
      dialogue.goesOn(2);
      dialogue.isComplete();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "HAPROXY"})
  void socketsThatAreCutAreGivenUp(Case it, People people) {
    try (Proxy proxy = it.proxy.apply(SharedNodes.three()); Meddler cutter = new Meddler(proxy.port())) {
      Dialogue dialogue = new Dialogue(people, cutter.url(), "");
      dialogue.goes("websocket", "");
      cutter.behave(CUTS_SOCKETS);
      cutter.cut();
      dialogue.goesOn(6);
      dialogue.goes("streaming", "cut");
      dialogue.goesOn(2);
      dialogue.isComplete();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"NGINX", "HAPROXY"})
  void nothingIsLostWhileTheWayChanges(Case it, People people) {
    try (Proxy proxy = it.proxy.apply(SharedNodes.three())) {
      Dialogue dialogue = new Dialogue(people, proxy.url(), it.script);
      dialogue.goesOn(4);
      dialogue.goes(it.way, it.reasons);
      List<Double> before = served();
      for (String way : WAYS) {
        dialogue.goesOn(2);
        dialogue.one().chooses(way);
        dialogue.goesOn(1);
        dialogue.other().chooses(way);
      }
      dialogue.goes("websocket", "chosen");
      dialogue.isComplete();
      List<Double> after = served();
      for (int node = 0; node < before.size(); node++) {
        assertTrue(after.get(node) > before.get(node), "each node has its turn: before " + before + ", after " + after);
      }
    }
  }

  /** How many clients each node has served to their end. */
  private static List<Double> served() {
    return SharedNodes.three().stream().map(node -> node.metrics().sum("dochat_closes_total")).toList();
  }
}
