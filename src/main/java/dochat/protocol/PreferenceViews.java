package dochat.protocol;

import dochat.model.Preferences;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;

/** What people have chosen for themselves as JSON, written and read. Pure. */
public final class PreferenceViews {
  private static final String LANGUAGE = "language";
  private static final String THEME = "theme";
  private static final String SINGLE_KEYS = "singleKeys";
  private static final String UNDO_SECONDS = "undoSeconds";
  private static final String SKIN_TONE = "skinTone";
  private static final Set<String> FIELDS = Set.of(LANGUAGE, THEME, SINGLE_KEYS, UNDO_SECONDS, SKIN_TONE);
  private static final Set<String> LANGUAGES = Set.of("en", "ko");
  private static final Set<String> THEMES = Set.of("auto", "light", "dark");
  /** Of Unicode (UTS 51, Emoji Modifiers). */
  private static final int SKIN_TONES = 5;

  private PreferenceViews() {
  }

  /** {@code {"number","language"?,"theme"?,"singleKeys"?,"undoSeconds"?,"skinTone"?}}, with what is chosen. */
  public static JsonObject preferences(Preferences chosen) {
    JsonObject json = new JsonObject().put("number", chosen.number());
    put(json, LANGUAGE, chosen.language());
    put(json, THEME, chosen.theme());
    put(json, SINGLE_KEYS, chosen.singleKeys());
    put(json, UNDO_SECONDS, chosen.undoSeconds());
    put(json, SKIN_TONE, chosen.skinTone());
    return json;
  }

  /** From the same without its number. Fails with {@code bad_request}, also for what there is not to choose. */
  public static Preferences choice(JsonObject body) {
    if (!FIELDS.containsAll(body.fieldNames())) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "Preferences are " + String.join(", ", new TreeSet<>(FIELDS)) + ".");
    }
    return new Preferences(0, word(body, LANGUAGE, LANGUAGES), word(body, THEME, THEMES), body.containsKey(SINGLE_KEYS) ? Fields.flag(body, SINGLE_KEYS) : null,
        number(body, UNDO_SECONDS, Limits.UNDO_SECONDS), number(body, SKIN_TONE, SKIN_TONES));
  }

  private static String word(JsonObject body, String field, Set<String> words) {
    return body.containsKey(field) ? Fields.word(body, field, null, words) : null;
  }

  private static Integer number(JsonObject body, String field, int most) {
    return body.containsKey(field) ? Fields.number(body, field, 0, most) : null;
  }

  private static void put(JsonObject json, String field, Object value) {
    if (value != null) {
      json.put(field, value);
    }
  }
}
