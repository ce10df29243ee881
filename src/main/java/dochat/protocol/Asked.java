package dochat.protocol;

import dochat.model.ChatRole;
import dochat.model.Registration;
import dochat.model.SettingsChange;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked over HTTP alone, of accounts, of the settings of the chat and of invitations by link. Pure; what cannot be is refused with a {@link Problem}. */
public final class Asked {
  private static final String ROLE = "role";
  private static final String ACTIVE = "active";
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final Pattern INVITATION_ID = Pattern.compile("[A-Za-z0-9_-]{16}");

  private Asked() {
  }

  /**
   * A page of the list of accounts.
   *
   * @param bySeen those who were here last first; else in the order of their names
   * @param after  the id of the last one of the page before; empty for the first
   */
  public record Accounts(String search, boolean bySeen, String after, int limit) {
    /** From query parameters put into an object as strings. */
    public static Accounts from(JsonObject query) {
      Object limit = query.getValue("limit");
      return new Accounts(Texts.sought(Fields.string(query, "search", ""), Limits.NAME_CHARS, ProblemCode.BAD_NAME),
          Fields.word(query, "sort", "name", Set.of("name", "seen")).equals("seen"), Fields.afterUser(query),
          limit == null ? Limits.ACCOUNTS_PER_PAGE : (int) Cursors.parse(limit, 1, Limits.ACCOUNTS_PER_PAGE));
    }
  }

  /**
   * A change of an account: one of the two is null.
   *
   * @param isActive whether they may sign in
   */
  public record Account(String user, Boolean isActive, ChatRole role) {
    /** Of this person, as the body says. */
    public static Account from(String user, JsonObject body) {
      if (body.containsKey(ROLE) == body.containsKey(ACTIVE)) {
        throw Problem.of(ProblemCode.BAD_REQUEST, "Either the field active or the field role must be there.");
      }
      return body.containsKey(ACTIVE) ? new Account(user, Fields.flag(body, ACTIVE), null)
          : new Account(user, null, ChatRole.of(Fields.word(body, ROLE, null, words(Stream.of(ChatRole.values()).map(ChatRole::word)))));
    }
  }

  /** What is to be otherwise in the chat as a whole: what it is called, and who may come in. */
  public static SettingsChange settings(JsonObject body) {
    boolean isRegistration = body.containsKey("registration");
    if (!body.containsKey("name") && !isRegistration && !body.containsKey("guests")) {
      throw Problem.of(ProblemCode.BAD_REQUEST, "One of the fields guests, registration and name must be there.");
    }
    return new SettingsChange(body.containsKey("name") ? Texts.line(Fields.string(body, "name"), 1, Limits.CHAT_NAME_CHARS, ProblemCode.BAD_CHAT_NAME) : null,
        isRegistration ? Registration.of(Fields.word(body, "registration", null, words(Stream.of(Registration.values()).map(Registration::word)))) : null,
        body.containsKey("guests") ? Fields.flag(body, "guests") : null);
  }

  /** A new invitation by link. */
  public record Link(Set<String> rooms, int uses, Duration time) {
    public static Link from(JsonObject body) {
      Object rooms = body.getValue("rooms", new JsonArray());
      if (!(rooms instanceof JsonArray ids) || ids.size() > Limits.INVITATION_ROOMS || !ids.stream().allMatch(String.class::isInstance)) {
        throw Problem.of(ProblemCode.BAD_REQUEST, "The field rooms must be a list of at most " + Limits.INVITATION_ROOMS + " ids.");
      }
      return new Link(ids.stream().map(id -> Fields.room((String) id)).collect(Collectors.toCollection(LinkedHashSet::new)),
          count(body, "uses", 1, Limits.INVITATION_USES), Duration.ofHours(count(body, "hours", 24, Limits.INVITATION_HOURS)));
    }
  }

  /** The secret of a link: the field {@code invitation}. What could not be one is not found. */
  public static String invitation(JsonObject body) {
    String token = Fields.string(body, "invitation");
    if (!TOKEN.matcher(token).matches()) {
      throw Problem.of(ProblemCode.INVITATION_NOT_FOUND);
    }
    return token;
  }

  /** The same where it may be missing: null then. */
  public static String invitationOrNone(JsonObject body) {
    return body.getValue("invitation") == null ? null : invitation(body);
  }

  /** Whether somebody who is in wants to be linked with who they are at the provider: the field {@code link}. */
  public static boolean isLinking(JsonObject body) {
    return body.getValue("link") != null && Fields.flag(body, "link");
  }

  /** The public id of an invitation. */
  public static String invitationId(String id) {
    if (!INVITATION_ID.matcher(id).matches()) {
      throw Problem.of(ProblemCode.INVITATION_NOT_FOUND);
    }
    return id;
  }

  private static int count(JsonObject body, String field, int fallback, int most) {
    return body.containsKey(field) ? Fields.number(body, field, 1, most) : fallback;
  }

  private static Set<String> words(Stream<String> words) {
    return words.collect(Collectors.toSet());
  }
}
