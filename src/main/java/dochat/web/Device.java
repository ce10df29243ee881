package dochat.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What somebody signs in on, in words, as far as the header User-Agent tells: names that are the same in every language. Pure. */
final class Device {
  private static final int CHARS = 32;
  /** The first that is there counts: many say to be others, too. */
  private static final Map<String, String> BROWSERS = ordered("KAKAOTALK", "KakaoTalk", "Whale/", "Whale", "SamsungBrowser/", "Samsung Internet",
      "Edg", "Edge", "OPR/", "Opera", "FxiOS/", "Firefox", "Firefox/", "Firefox", "CriOS/", "Chrome", "Chrome/", "Chrome", "Safari/", "Safari");
  private static final Map<String, String> SYSTEMS = ordered("iPhone", "iPhone", "iPad", "iPad", "Android", "Android", "CrOS", "ChromeOS",
      "Windows", "Windows", "Mac OS X", "macOS", "Linux", "Linux");
  /** A program of another kind gives its name first (RFC 9110 section 10.1.5). */
  private static final Pattern PRODUCT = Pattern.compile("[A-Za-z0-9._-]+");

  private Device() {
  }

  static String of(HttpServerRequest request) {
    String agent = request.getHeader(HttpHeaders.USER_AGENT);
    return agent == null ? "" : of(agent);
  }

  static String of(String agent) {
    String words = Stream.of(find(BROWSERS, agent), find(SYSTEMS, agent)).filter(word -> !word.isEmpty()).collect(Collectors.joining(" · "));
    return words.isEmpty() ? product(agent) : words;
  }

  private static String product(String agent) {
    var name = PRODUCT.matcher(agent);
    return name.lookingAt() ? name.group().substring(0, Math.min(CHARS, name.end())) : "";
  }

  private static String find(Map<String, String> names, String agent) {
    return names.entrySet().stream().filter(name -> agent.contains(name.getKey())).map(Map.Entry::getValue).findFirst().orElse("");
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      names.put(pairs[i], pairs[i + 1]);
    }
    return names;
  }
}
