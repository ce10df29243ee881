package dochat.browser;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.util.HashMap;
import java.util.Map;

/** Where a page's script spent its time, by function. */
record Profile(Map<String, Double> millis) {
  private static final int SHOWN = 25;
  private static final int EVERY_MICROS = 200;

  static void start(CDPSession tools) {
    tools.send("Profiler.enable");
    JsonObject interval = new JsonObject();
    interval.addProperty("interval", EVERY_MICROS);
    tools.send("Profiler.setSamplingInterval", interval);
    tools.send("Profiler.start");
  }

  static Profile stop(CDPSession tools) {
    JsonObject profile = tools.send("Profiler.stop").getAsJsonObject("profile");
    Map<Integer, String> names = new HashMap<>();
    for (JsonElement node : profile.getAsJsonArray("nodes")) {
      JsonObject call = node.getAsJsonObject().getAsJsonObject("callFrame");
      names.put(node.getAsJsonObject().get("id").getAsInt(), call.get("functionName").getAsString() + ":" + (call.get("lineNumber").getAsInt() + 1));
    }
    JsonArray samples = profile.getAsJsonArray("samples");
    JsonArray deltas = profile.getAsJsonArray("timeDeltas");
    Map<String, Double> millis = new HashMap<>();
    for (int i = 0; i + 1 < samples.size(); i++) {
      millis.merge(names.get(samples.get(i).getAsInt()), deltas.get(i + 1).getAsDouble() / 1000, Double::sum);
    }
    return new Profile(millis);
  }

  /** Those that took most of it themselves; lines are those of the page as it is served. */
  void print() {
    millis.entrySet().stream().sorted(Map.Entry.<String, Double>comparingByValue().reversed()).limit(SHOWN)
        .forEach(each -> System.out.printf("    %7.1f ms  %s%n", each.getValue(), each.getKey()));
  }
}
