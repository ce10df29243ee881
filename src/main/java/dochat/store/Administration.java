package dochat.store;

import dochat.model.ChatRole;
import dochat.model.ChatSettings;
import dochat.model.Departure;
import dochat.model.Invitation;
import dochat.model.LogPlace;
import dochat.model.Profile;
import dochat.model.SettingsChange;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The part of the {@link Store} that knows what the chat is called, what people may do in it as a whole, who may come in, and by which links; under the store's own rules. What
 * somebody may not do is judged in the transaction that would do it, and fails with a {@link Problem}.
 */
public final class Administration {
  private static final String LANE = "administration";

  private final Engine engine;
  private final Registry.Lane changes;
  private final Registry.Queries queries;

  Administration(Engine engine, Registry.Lane changes, Registry.Queries queries) {
    this.engine = engine;
    this.changes = changes;
    this.queries = queries;
  }

  /** What the chat is called, and who may come in. */
  public Future<ChatSettings> settings() {
    return queries.read(Entrances::read);
  }

  /** Says what that is from now on, at every node. */
  public Future<Void> settle(String actor, SettingsChange change) {
    return changes.change(LANE, handle -> {
      check(Profiles.role(handle, actor).isAtLeast(ChatRole.ADMINISTRATOR));
      Entrances.change(handle, change);
      return null;
    });
  }

  /** What somebody may do in the chat. */
  public Future<ChatRole> role(String user) {
    return queries.read(handle -> Profiles.role(handle, user));
  }

  /**
   * A page of people, for administrators.
   *
   * @param search in names and handles; may be empty
   * @param bySeen those who were here last first; else in the order of their names
   * @param after  the id of the last one of the page before; empty for the first
   */
  public Future<List<Profile>> profiles(String search, boolean bySeen, String after, int limit) {
    return queries.read(handle -> Profiles.page(handle, engine, search, bySeen, after, limit));
  }

  /** Gives somebody another role. */
  public Future<Profile> assign(String actor, String user, ChatRole role) {
    return changes.change(LANE, handle -> {
      Entrances.lock(handle, engine);
      var whose = whose(handle, user);
      var by = Profiles.role(handle, actor);
      check(by.mayAssign(whose.role(), role) || actor.equals(user) && by.isAtLeast(role));
      if (role != ChatRole.PERSON && whose.handle() == null) {
        throw Problem.of(ProblemCode.NO_ACCOUNT);
      }
      if (role != ChatRole.OWNER) {
        Profiles.checkOtherOwner(handle, whose);
      }
      Profiles.assign(handle, user, role);
      return whose(handle, user);
    });
  }

  /** Keeps somebody out, or lets them in again; the answer is the sessions that have ended. */
  public Future<List<String>> activate(String actor, String user, boolean isActive) {
    return changes.change(LANE, handle -> {
      Entrances.lock(handle, engine);
      var whose = whose(handle, user);
      check(Profiles.role(handle, actor).governs(whose.role()) && !actor.equals(user));
      if (whose.isActive() != isActive) {
        Profiles.activate(handle, user, isActive);
      }
      return isActive ? List.of() : Logins.endOthers(handle, user, "");
    });
  }

  /** Ends an account for ever; the answer is the sessions that have ended. What is left to do is {@link #leaving}. Fails with {@code last_owner}. */
  public Future<List<String>> depart(String user) {
    return changes.change(LANE, handle -> {
      Entrances.lock(handle, engine);
      Profiles.one(handle, user).ifPresent(whose -> {
        Profiles.checkOtherOwner(handle, whose);
        Departed.depart(handle, user);
      });
      return Logins.endOthers(handle, user, "");
    });
  }

  /**
   * Some of those who have deleted their accounts, and have not quite gone, by their ids.
   *
   * @param after the last one of the time before; empty at first
   * @return empty when there are no more
   */
  public Future<List<String>> leaving(String after) {
    return queries.read(handle -> Departed.leaving(handle, after));
  }

  /** Begins to bring one of them away: the rooms in which they still are, but for direct conversations, which stay. What comes from elsewhere from now on is {@link #leaving} once more. */
  public Future<List<Departure>> departures(String user) {
    return changes.change(LANE, handle -> Departed.begin(handle, user));
  }

  /**
   * Takes the name of one of them from some of what calls them; nothing is left to do where that was done before, nor here where it has to be begun again, since
   * something that calls them has come meanwhile.
   *
   * @param after what the time before has answered; the beginning at first
   * @return empty when all is done
   */
  public Future<Optional<LogPlace>> forgetCalls(String user, LogPlace after) {
    return changes.change(LANE, handle -> Departed.forgetCalls(handle, user, after));
  }

  /**
   * Takes the name of one of them from some of what they have said.
   *
   * @param after what the time before has answered; empty at first
   * @return empty when all is done
   */
  public Future<String> forgetName(String user, String after) {
    return changes.change(LANE, handle -> Departed.forgetName(handle, user, after));
  }

  /** Makes the link of the first owner; false where a node has made it before, or there is an owner. */
  public Future<Boolean> welcome(String id, byte[] hash, Instant ends) {
    return changes.change(LANE, handle -> {
      Entrances.lock(handle, engine);
      if (!Entrances.welcome(handle) || Profiles.hasOwner(handle)) {
        return false;
      }
      Invitations.addOwners(handle, id, hash, ends);
      return true;
    });
  }

  /** A link into these rooms, or into the chat alone. Fails with {@code room_not_found}, {@code not_permitted} or {@code too_many_invitations}. */
  public Future<Invitation> invite(String id, byte[] hash, String maker, Collection<String> rooms, int uses, Instant ends) {
    var asked = List.copyOf(rooms);
    return changes.change(LANE, handle -> Invitations.add(handle, engine, id, hash, maker, asked, uses, ends));
  }

  /** The links that somebody has made, the newest first; all of them for an administrator. */
  public Future<List<Invitation>> invitations(String user) {
    return queries.read(handle -> Invitations.all(handle, user));
  }

  /** Makes a link useless. Fails with {@code invitation_not_found}. */
  public Future<Void> revoke(String id, String user) {
    return changes.change(LANE, handle -> {
      Invitations.revoke(handle, id, user);
      return null;
    });
  }

  /** What a link is, if it is of use. */
  public Future<Invitation> look(byte[] hash) {
    return queries.read(handle -> Invitations.look(handle, hash));
  }

  /** Somebody who is in uses a link; the same person again counts once. Only an account becomes an owner: {@code no_account}. */
  public Future<Invitation> use(byte[] hash, String user) {
    return changes.change("account " + user, handle -> {
      var invitation = Invitations.take(handle, engine, hash, user);
      if (invitation.role() == ChatRole.OWNER && Credentials.ofUser(handle, user).isEmpty()) {
        throw Problem.of(ProblemCode.NO_ACCOUNT);
      }
      return invitation;
    });
  }

  private static Profile whose(Handle handle, String user) {
    return Profiles.one(handle, user).orElseThrow(() -> Problem.of(ProblemCode.USER_NOT_FOUND));
  }

  private static void check(boolean may) {
    if (!may) {
      throw Problem.of(ProblemCode.NOT_PERMITTED, "Your role in this chat does not allow this.");
    }
  }
}
