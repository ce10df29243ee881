package dochat.oidc;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Fields in the form {@code application/x-www-form-urlencoded}, in the order in which they were put. */
final class Form {
  private final Map<String, String> fields = new LinkedHashMap<>();

  Form put(String field, String value) {
    fields.put(field, value);
    return this;
  }

  /** Behind this address, as its query. */
  String behind(String url) {
    return url + (url.contains("?") ? "&" : "?") + this;
  }

  @Override
  public String toString() {
    return fields.entrySet().stream().map(field -> field.getKey() + "=" + encoded(field.getValue())).collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
