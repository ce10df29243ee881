package dochat.protocol;

import dochat.model.ChatSettings;
import dochat.model.Invitation;
import dochat.model.Profile;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Accounts, the settings of the chat and invitations by link as JSON. Pure. */
public final class PeopleViews {
  private PeopleViews() {
  }

  /** {@code {"name","guests","registration"}}. */
  public static JsonObject settings(ChatSettings settings) {
    return new JsonObject().put("name", settings.name()).put("guests", settings.entrance().guests()).put("registration", settings.entrance().registration().word());
  }

  /** {@code {"accounts":[…]}}. */
  public static JsonObject accounts(List<Profile> profiles) {
    return new JsonObject().put("accounts", new JsonArray(profiles.stream().map(PeopleViews::account).toList()));
  }

  /** {@code {"user","handle"?,"role","active","created","seen"?}}: a guest has no handle. */
  public static JsonObject account(Profile profile) {
    JsonObject json = new JsonObject().put("user", Views.user(profile.user())).put("role", profile.role().word()).put("active", profile.isActive())
        .put("created", Views.time(profile.created()));
    if (profile.handle() != null) {
      json.put("handle", profile.handle());
    }
    return profile.seen() == null ? json : json.put("seen", Views.time(profile.seen()));
  }

  /** {@code {"invitations":[…]}}. */
  public static JsonObject invitations(List<Invitation> invitations) {
    return new JsonObject().put("invitations", new JsonArray(invitations.stream().map(PeopleViews::invitation).toList()));
  }

  /** One that somebody has made, without its secret. */
  public static JsonObject invitation(Invitation invitation) {
    JsonObject json = look(invitation).put("id", invitation.id()).put("created", Views.time(invitation.created()))
        .put("uses", invitation.uses()).put("used", invitation.used());
    return invitation.isRevoked() ? json.put("revoked", true) : json;
  }

  /** What who opens the link is told before using it: {@code {"role","user"?,"rooms","ends"}}. */
  public static JsonObject look(Invitation invitation) {
    JsonObject json = new JsonObject().put("role", invitation.role().word())
        .put("rooms", new JsonArray(invitation.rooms().stream().map(PeopleViews::place).toList())).put("ends", Views.time(invitation.ends()));
    return invitation.maker() == null ? json : json.put("user", Views.user(invitation.maker()));
  }

  private static JsonObject place(Invitation.Place place) {
    return new JsonObject().put("id", place.id()).put("name", place.name()).put("kind", place.kind().word());
  }
}
