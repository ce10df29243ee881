package dochat.proxy;

import dochat.support.ChatNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** HAProxy, as its package has it. Towards the nodes it speaks nothing older than HTTP/1.1. */
public final class HaProxy extends Proxy {
  private static final String ROUND_ROBIN = "  balance roundrobin\n";
  private static final String NO_UPGRADES = "  http-request del-header Upgrade\n";
  private static final String WHOLE_ANSWERS = "  http-response wait-for-body time 60s\n";

  private HaProxy(List<ChatNode> nodes, UnaryOperator<String> change) {
    super("haproxy", nodes, change);
  }

  /** As docs/proxies.md says. */
  public static HaProxy asDocumented(List<ChatNode> nodes) {
    return new HaProxy(nodes, documented -> documented);
  }

  /** One that takes the header Upgrade out of requests. */
  public static HaProxy withoutUpgrades(List<ChatNode> nodes) {
    return new HaProxy(nodes, documented -> replace(documented, ROUND_ROBIN, ROUND_ROBIN + NO_UPGRADES));
  }

  /** One that reads the whole answer before it passes anything on. */
  public static HaProxy buffering(List<ChatNode> nodes) {
    return new HaProxy(nodes, documented -> replace(documented, ROUND_ROBIN, ROUND_ROBIN + NO_UPGRADES + WHOLE_ANSWERS));
  }

  /** One that ends what is idle for so long. */
  public static HaProxy impatient(List<ChatNode> nodes, int seconds) {
    return new HaProxy(nodes, documented -> replace(documented, "75s", seconds + "s"));
  }

  /** One that asks the nodes more often, so that a test need not wait for it; it would wait no longer for the answer than until it asks again. */
  public static HaProxy watchful(List<ChatNode> nodes) {
    return new HaProxy(nodes, documented -> replace(replace(documented, " check\n", " check inter 300ms\n"),
        "  timeout connect 5s\n", "  timeout connect 5s\n  timeout check 5s\n"));
  }

  @Override
  String configuration(String documented) {
    return "global\n  maxconn 500\n\n" + documented;
  }

  /** In the foreground, one process. */
  @Override
  List<String> arguments(Path folder, Path configuration) {
    return List.of("-db", "-f", configuration.toString());
  }
}
