package dochat.proxy;

import dochat.support.ChatNode;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/** nginx, as its package has it. */
public final class Nginx extends Proxy {
  private static final String PASS = "proxy_pass http://dochat;";

  private Nginx(List<ChatNode> nodes, UnaryOperator<String> change) {
    super("nginx", nodes, change);
  }

  /** As docs/proxies.md says. */
  public static Nginx asDocumented(List<ChatNode> nodes) {
    return new Nginx(nodes, documented -> documented);
  }

  /** One that nobody told of WebSockets. */
  public static Nginx withoutUpgrades(List<ChatNode> nodes) {
    return new Nginx(nodes, Nginx::withoutUpgrades);
  }

  /** One that nobody told of anything: its default towards the nodes is HTTP/1.0. */
  public static Nginx speakingHttp10(List<ChatNode> nodes) {
    return new Nginx(nodes, Nginx::speakingHttp10);
  }

  /** One that holds answers back, whatever they ask for; those in chunks it would pass on all the same. */
  public static Nginx buffering(List<ChatNode> nodes) {
    return new Nginx(nodes, documented -> replace(speakingHttp10(documented), PASS, PASS + " proxy_ignore_headers X-Accel-Buffering;"));
  }

  /** One that ends what is idle for so long. */
  public static Nginx impatient(List<ChatNode> nodes, int seconds) {
    return new Nginx(nodes, documented -> replace(documented, "75s", seconds + "s"));
  }

  private static String speakingHttp10(String documented) {
    return replace(withoutUpgrades(documented), "proxy_http_version 1.1;", "proxy_http_version 1.0;");
  }

  private static String withoutUpgrades(String documented) {
    String withoutUpgrade = replace(documented, "proxy_set_header Upgrade $http_upgrade;", "");
    return replace(withoutUpgrade, "proxy_set_header Connection $connection_upgrade;", "");
  }

  /** One process without workers, so that it needs no other user and leaves nothing behind. */
  @Override
  String configuration(String documented) {
    return """
        daemon off;
        master_process off;
        pid nginx.pid;
        events {}
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
        %s
        }
        """.formatted(documented);
  }

  @Override
  List<String> arguments(Path folder, Path configuration) {
    return List.of("-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr");
  }
}
