package dochat.protocol;

import dochat.model.Card;
import dochat.model.CardChange;
import dochat.model.Status;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What people show of themselves as JSON, written and read. Pure. */
public final class CardViews {
  private static final Set<String> FIELDS = Set.of("name", "status", "zone");
  /** As names of the tz database are made (its theory.html, Names of timezones). Which there are differs between a browser and this program. */
  private static final Pattern ZONE = Pattern.compile("[A-Za-z][A-Za-z0-9+_-]{0,31}(/[A-Za-z0-9][A-Za-z0-9+_-]{0,31}){0,2}");

  /** Years have four digits (RFC 3339). */
  private static final Instant NEVER = Instant.parse("+10000-01-01T00:00:00Z");

  private CardViews() {
  }

  /** {@code {"cards":[card…]}}. */
  public static JsonObject cards(List<Card> cards) {
    return new JsonObject().put("cards", new JsonArray(cards.stream().map(CardViews::card).toList()));
  }

  /** {@code {"user","handle"?,"state"?,"status"?,"zone"?,"picture"?}}. */
  public static JsonObject card(Card card) {
    JsonObject json = new JsonObject().put("user", Views.user(card.user()));
    put(json, "handle", card.handle());
    if (card.state() != Card.State.ACTIVE) {
      json.put("state", card.state().name().toLowerCase(Locale.ROOT));
    }
    if (card.status() != null) {
      json.put("status", status(card.status()));
    }
    put(json, "zone", card.zone());
    return card.picture() == Card.NO_PICTURE ? json : json.put("picture", card.picture());
  }

  /** {@code {"emoji"?,"text"?,"ends"?}}. */
  public static JsonObject status(Status status) {
    JsonObject json = new JsonObject();
    put(json, "emoji", status.emoji());
    put(json, "text", status.text());
    return status.ends() == null ? json : json.put("ends", Views.time(status.ends()));
  }

  /**
   * Whose cards have changed: {@code {"state","users"}}, or {@code {"state","all":true}} where that is not known, or too many to be named.
   *
   * @param state what is known afterwards
   * @param users null for all
   */
  public static JsonObject news(String state, Collection<String> users) {
    JsonObject json = new JsonObject().put("state", state);
    return users == null ? json.put("all", true) : json.put("users", new JsonArray(List.copyOf(users)));
  }

  /** From {@code {"name"?,"status"?,"zone"?}}, of which one must be there; {@code null} is none. Fails with a {@link Problem}. */
  public static CardChange change(JsonObject body) {
    if (FIELDS.stream().noneMatch(body::containsKey)) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "One field at least must say what is to change: " + String.join(", ", new TreeSet<>(FIELDS)) + ".");
    }
    return new CardChange(body.containsKey("name") ? Texts.name(Fields.string(body, "name")) : null,
        body.containsKey("status"), body.getValue("status") == null ? null : readStatus(Fields.object(body, "status")),
        body.containsKey("zone") ? zone(Fields.string(body, "zone", "")) : null);
  }

  /** Fails with {@code bad_status} or {@code bad_emoji}. */
  public static Status readStatus(JsonObject json) {
    String emoji = Fields.string(json, "emoji", "");
    String text = Texts.line(Fields.string(json, "text", ""), 0, Limits.STATUS_CHARS, ProblemCode.BAD_STATUS);
    if (emoji.isEmpty() && !Texts.isVisible(text)) {
      throw Problem.of(ProblemCode.BAD_STATUS);
    }
    return new Status(emoji.isEmpty() ? "" : Texts.emoji(emoji), text, ends(Fields.string(json, "ends", null)));
  }

  /** A name that a time zone may have, or nothing; fails with {@code bad_request}. */
  public static String zone(String name) {
    if (name.isEmpty() || ZONE.matcher(name).matches()) {
      return name;
    }
    throw Problem.of(ProblemCode.BAD_REQUEST, "The field zone must be the name of a time zone, or null.");
  }

  /** What lies in the past is over at once. */
  private static Instant ends(String time) {
    try {
      Instant ends = time == null ? null : Instant.ofEpochMilli(Instant.parse(time).toEpochMilli());
      if (ends == null || ends.isAfter(Instant.EPOCH) && ends.isBefore(NEVER)) {
        return ends;
      }
    } catch (DateTimeParseException | ArithmeticException e) {
      // Told below, like a time beyond those that have four digits for the year.
    }
    throw Problem.of(ProblemCode.BAD_STATUS);
  }

  private static void put(JsonObject json, String field, String value) {
    if (value != null && !value.isEmpty()) {
      json.put(field, value);
    }
  }
}
