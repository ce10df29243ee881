package dochat.chat;

import dochat.bus.SignalBus;
import dochat.model.Appended;
import dochat.model.Change;
import dochat.model.ChatRole;
import dochat.model.Invitation;
import dochat.model.Role;
import dochat.model.Room;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Asked;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.RateLimit;
import dochat.security.Tokens;
import dochat.security.Tries;
import dochat.store.Store;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Links that let people in. The secret is in the link alone; who opens one goes into its rooms as those who have made it could invite them, judged at that moment.
 * Any context may call, and is called back on itself. Everything fails with a {@link Problem} when it is the client's or the load's fault.
 */
public final class InvitationService {
  private final Store store;
  private final Changes changes;
  private final SignalBus signals;
  private final Tries tries = new Tries();
  private final RateLimit made = new RateLimit(Limits.ROOMS_CREATED_PER_MINUTE / 60.0, Limits.ROOMS_CREATED_PER_MINUTE);

  public InvitationService(Store store, Changes changes, SignalBus signals) {
    this.store = store;
    this.changes = changes;
    this.signals = signals;
  }

  /**
   * A link that was made.
   *
   * @param secret never kept, never logged, never part of {@link #toString}
   */
  public record Made(Invitation invitation, String secret) {
    @Override
    public String toString() {
      return "Made[" + invitation.id() + "]";
    }
  }

  /** A new link. */
  public Future<Made> make(User user, Asked.Link asked) {
    String secret = Tokens.newToken();
    return Changes.limited(made, user)
        .compose(granted -> store.administration().invite(Tokens.newId(), Tokens.hash(secret), user.id(), asked.rooms(), asked.uses(), Instant.now().plus(asked.time())))
        .map(invitation -> new Made(invitation, secret))
        .recover(InvitationService::refuse);
  }

  /** Those that somebody has made; all of them for an administrator. */
  public Future<List<Invitation>> all(User user) {
    return store.administration().invitations(user.id()).recover(InvitationService::refuse);
  }

  /** Takes a link back. */
  public Future<Void> revoke(User user, String id) {
    return store.administration().revoke(id, user.id()).recover(InvitationService::refuse);
  }

  /** What a link is, for whoever has it. */
  public Future<Invitation> look(String secret, String network) {
    return tried(network).compose(granted -> store.administration().look(Tokens.hash(secret))).recover(InvitationService::refuse);
  }

  /** Uses a link; the answer is it, with those of its rooms alone that one is in now. The same again does what could not be done, and counts once. */
  public Future<Invitation> use(User user, String secret, String network) {
    return tried(network).compose(granted -> store.administration().use(Tokens.hash(secret), user.id())).recover(InvitationService::refuse)
        .compose(invitation -> enter(user, invitation))
        .compose(entered -> entered.role() == ChatRole.OWNER ? own(user).map(entered) : Future.succeededFuture(entered));
  }

  private Future<Void> tried(String network) {
    return Future.succeededFuture().map(now -> {
      tries.from(network);
      return null;
    });
  }

  /** One room after the other, since each may fail by itself. */
  private Future<Invitation> enter(User user, Invitation invitation) {
    List<Invitation.Place> entered = new ArrayList<>();
    Future<Void> all = Future.succeededFuture();
    for (Invitation.Place place : invitation.rooms()) {
      all = all.compose(before -> enter(user, invitation, place).map(isIn -> isIn ? entered.add(place) : null)).mapEmpty();
    }
    return all.onSuccess(done -> signals.roomsChanged(Set.of(user.id()))).map(done -> new Invitation(invitation.id(), invitation.role(), invitation.maker(),
        entered, invitation.created(), invitation.ends(), invitation.uses(), invitation.used(), invitation.isRevoked()));
  }

  /** Whether one is in it then: not where its maker may not invite to it any more. A change of the same id is the same one: who was removed does not come back by the same link. */
  private Future<Boolean> enter(User user, Invitation invitation, Invitation.Place place) {
    if (!place.kind().isClosed()) {
      return unlessRefused(changes.appendFor(new Change.Join(place.id(), user, Tokens.newId())).map(done -> true), false);
    }
    String id = "invitation:" + invitation.id() + ":" + user.id() + ":" + Integer.toHexString(place.id().hashCode());
    return unlessRefused(changes.appendFor(new Change.Invite(place.id(), invitation.maker(), id, user)), null)
        .compose(appended -> store.kind(place.id(), user.id()).map(Optional::isPresent).recover(InvitationService::refuse));
  }

  /** The room that is there from the start has nobody who has made it: the chat's owner owns it, where it has no owner yet. */
  private Future<Appended> own(User user) {
    return unlessRefused(changes.appendFor(new Change.Join(Room.GENERAL, user, Tokens.newId()))
        .compose(joined -> changes.appendFor(new Change.Assign(Room.GENERAL, user, Tokens.newId(), user, Role.OWNER))), null);
  }

  /** What is refused does not come to pass, and keeps nobody from the rest. */
  private static <T> Future<T> unlessRefused(Future<T> change, T refused) {
    return change.recover(failure -> isRefused(failure) ? Future.succeededFuture(refused) : Future.failedFuture(failure));
  }

  private static boolean isRefused(Throwable failure) {
    return failure instanceof Problem problem && !problem.code().isRetry() && problem.code() != ProblemCode.INTERNAL;
  }

  private static <T> Future<T> refuse(Throwable failure) {
    return Future.failedFuture(Refusals.of(failure));
  }
}
