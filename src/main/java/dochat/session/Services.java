package dochat.session;

import dochat.chat.Access;
import dochat.chat.AdministrationService;
import dochat.chat.CardService;
import dochat.chat.ChatService;
import dochat.chat.InvitationService;
import dochat.chat.PlaceService;
import dochat.chat.RoomService;
import dochat.feed.CardWatch;
import dochat.feed.PersonalFeeds;
import dochat.metrics.Metrics;
import dochat.presence.Roster;
import dochat.protocol.Views;
import dochat.room.RoomHub;
import dochat.security.AccountDesk;
import dochat.security.Identities;
import dochat.security.Identity;
import dochat.security.ProviderDesk;
import dochat.security.Quota;
import dochat.trace.Traces;
import dochat.trail.Trail;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What sessions and routes work with, the same for all of a node.
 *
 * @param node     the node's name, for people
 * @param cards    what people show of themselves
 * @param cardWatch whose cards have changed
 * @param feeds    what concerns each person
 * @param desk     accounts
 * @param provider where people say who they are elsewhere; empty without one
 * @param administration what is done with all people, and who may come in
 * @param invitations    links that let people in
 * @param people   connections of each person
 * @param farewell how clients are sent away when this node stops; asked when it does
 * @param crowd    all clients that stay
 */
public record Services(String node, ChatService chat, RoomService rooms, PlaceService places, CardService cards, CardWatch cardWatch, Access access, Verbs verbs, RoomHub hub, PersonalFeeds feeds, Roster roster, Identities identities,
    AccountDesk desk, Optional<ProviderDesk> provider, AdministrationService administration, InvitationService invitations, Quota people,
    Metrics metrics, Trail trail, Traces traces, Supplier<Farewell> farewell, Crowd crowd) {

  /** Who somebody is, and where: {@code {"user","node","epoch"}}. */
  public JsonObject describe(Identity identity) {
    return new JsonObject().put("user", Views.user(identity.user())).put("node", node).put("epoch", chat.epoch());
  }
}
