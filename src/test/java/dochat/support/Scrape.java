package dochat.support;

import java.util.regex.Pattern;

/** What a node counts, at one moment: the text of /metrics. */
public record Scrape(String text) {

  /** The sum of all series of this name, whatever their labels; 0 if there is none. */
  public double sum(String name) {
    return sum(name, "");
  }

  /** The sum of the series of this name that have this label, written {@code code="bad_json"}; 0 if there is none. */
  public double sum(String name, String label) {
    Pattern series = Pattern.compile("(?m)^" + Pattern.quote(name) + "(\\{.*" + Pattern.quote(label) + ".*})? ([0-9.Ee+-]+)$");
    return series.matcher(text).results().filter(found -> label.isEmpty() || found.group(1) != null)
        .mapToDouble(found -> Double.parseDouble(found.group(2))).sum();
  }

  /** How often this problem was answered. */
  public double refusals(String code) {
    return sum("dochat_refusals_total", "code=\"" + code + "\"");
  }

  /** How many clients are connected, at all doors. */
  public int sessions() {
    return (int) sum("dochat_sessions");
  }
}
