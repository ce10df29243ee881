package dochat.chat;

import dochat.model.ChatRole;
import dochat.model.ChatSettings;
import dochat.model.Profile;
import dochat.model.SettingsChange;
import dochat.model.User;
import dochat.protocol.Asked;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import dochat.security.AccountDesk;
import dochat.security.Identities;
import dochat.security.RateLimit;
import dochat.store.Administration;
import io.vertx.core.Future;
import java.util.List;

/**
 * What the administrators of a chat do with its people, and what a person does with their whole account. It has nothing to do with the operators of its nodes.
 * Any context may call, and is called back on itself. Everything fails with a {@link Problem} when it is the client's or the load's fault.
 */
public final class AdministrationService {
  private final Administration store;
  private final AccountDesk desk;
  private final Identities identities;
  private final Runnable departing;
  private final RateLimit searches = new RateLimit(Limits.SEARCHES_PER_SECOND, 5 * Limits.SEARCHES_PER_SECOND);

  /** @param departing told when somebody has deleted their account */
  public AdministrationService(Administration store, AccountDesk desk, Identities identities, Runnable departing) {
    this.store = store;
    this.desk = desk;
    this.identities = identities;
    this.departing = departing;
  }

  /** What the chat is called, and who may come in at this node. */
  public Future<ChatSettings> settings() {
    return store.settings().map(settings -> settings.within(desk.cap())).recover(AdministrationService::refuse);
  }

  /** Says what the chat is called, or who may come in, from now on; the answer is what that comes to at this node. */
  public Future<ChatSettings> settle(User user, SettingsChange change) {
    return store.settle(user.id(), change).recover(AdministrationService::refuse).compose(done -> settings());
  }

  /** What somebody may do in the chat. */
  public Future<ChatRole> role(User user) {
    return store.role(user.id()).recover(AdministrationService::refuse);
  }

  /** A page of all people. */
  public Future<List<Profile>> profiles(User user, Asked.Accounts asked) {
    return role(user).compose(role -> role.isAtLeast(ChatRole.ADMINISTRATOR) ? Changes.limited(searches, user)
        : Future.failedFuture(Problem.of(ProblemCode.NOT_PERMITTED, "Your role in this chat does not allow this.")))
        .compose(may -> store.profiles(asked.search(), asked.bySeen(), asked.after(), asked.limit()).recover(AdministrationService::refuse));
  }

  /** Gives somebody another role, or keeps them out, or lets them in again. */
  public Future<Void> change(User user, Asked.Account asked) {
    Future<?> changed = asked.role() != null ? store.assign(user.id(), asked.user(), asked.role())
        : store.activate(user.id(), asked.user(), asked.isActive()).onSuccess(this::end);
    return changed.<Void>mapEmpty().recover(AdministrationService::refuse);
  }

  /** Deletes an account for ever: its sessions end, its name goes, and it leaves its rooms. That it is the person themself was proven before. */
  public Future<Void> depart(User user) {
    return store.depart(user.id())
        .onSuccess(this::end)
        .onSuccess(ended -> departing.run())
        .<Void>mapEmpty()
        .recover(AdministrationService::refuse);
  }

  private void end(List<String> sessions) {
    sessions.forEach(identities::ended);
  }

  private static <T> Future<T> refuse(Throwable failure) {
    return Future.failedFuture(Refusals.of(failure));
  }
}
