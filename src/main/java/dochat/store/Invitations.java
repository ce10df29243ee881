package dochat.store;

import dochat.model.ChatRole;
import dochat.model.Invitation;
import dochat.model.RoomKind;
import dochat.model.User;
import dochat.protocol.Limits;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Links that let people in. A link tells of public rooms, and of others what its reader may know, or whoever opens it could be invited to now. What keeps one from use is thrown as the {@link Problem} that it is. */
final class Invitations {
  private static final String INVITATION = "SELECT i.*, a.name AS maker FROM invitation i LEFT JOIN account a ON a.id = i.made_by WHERE ";
  /** What is over is told of for so long. */
  private static final long KEPT_MILLIS = Duration.ofDays(30).toMillis();
  /** Somebody who may know of this room. */
  private static final String MEMBER = "SELECT 1 FROM member m WHERE m.room_id = r.id AND m.user_id = :user";
  /** Somebody who may invite to this room: a member of a private one, as {@link Standings} judges when the link is used. */
  private static final String INVITER = MEMBER + " AND m.role <> 'reader' AND r.kind = 'private' AND r.archived = 0 AND (r.inviting = 'member' OR m.role IN ('moderator', 'owner'))";
  /** All of them, for who goes into them. */
  private static final String ANYBODY = "SELECT 1";

  private Invitations() {}

  /** One of an owner; those that were made for one before are of no use from now on. */
  static void addOwners(Handle handle, String id, byte[] hash, Instant ends) {
    handle.execute("UPDATE invitation SET revoked = 1 WHERE role = 'owner'");
    insert(handle, id, hash, ChatRole.OWNER, "", List.of(), 1, ends);
  }

  /** Throws {@code room_not_found}, {@code not_permitted} or {@code too_many_invitations}. */
  static Invitation add(Handle handle, Engine engine, String id, byte[] hash, String maker, Collection<String> rooms, int uses, Instant ends) {
    Entrances.lock(handle, engine);
    handle.execute("DELETE FROM invitation WHERE ends < ?", System.currentTimeMillis() - KEPT_MILLIS);
    var may = Profiles.role(handle, maker).isAtLeast(ChatRole.ADMINISTRATOR);
    if (!may && (rooms.isEmpty() || Credentials.ofUser(handle, maker).isEmpty())) {
      throw Problem.of(ProblemCode.NOT_PERMITTED, "Only administrators invite to the chat alone; a guest has no account to invite with.");
    }
    for (var room : rooms) {
      checkRoom(handle, room, maker);
    }
    if (!may && !mayInvite(handle, rooms, maker)) {
      throw Problem.of(ProblemCode.NOT_PERMITTED, "One of the rooms must be one that you may invite to.");
    }
    if (handle.createQuery("SELECT COUNT(*) FROM invitation WHERE made_by = :maker").bind("maker", maker).mapTo(Long.class).one() >= Limits.INVITATIONS_PER_PERSON) {
      throw Problem.of(ProblemCode.TOO_MANY_INVITATIONS);
    }
    insert(handle, id, hash, ChatRole.PERSON, maker, rooms, uses, ends);
    return withRooms(handle, one(handle.createQuery(INVITATION + "i.id = :id").bind("id", id)).orElseThrow(), MEMBER, maker);
  }

  /** Those that this person has made, the newest first; all of them for an administrator. */
  static List<Invitation> all(Handle handle, String user) {
    var all = Profiles.role(handle, user).isAtLeast(ChatRole.ADMINISTRATOR);
    var query = handle.createQuery(INVITATION + (all ? "i.role = 'person'" : "i.made_by = :user") + " AND i.ends > :kept ORDER BY i.created DESC, i.id LIMIT " + Limits.INVITATIONS_LISTED)
        .bind("kept", System.currentTimeMillis() - KEPT_MILLIS);
    return (all ? query : query.bind("user", user)).map((row, context) -> invitation(row)).list().stream().map(each -> withRooms(handle, each, MEMBER, user)).toList();
  }

  /** Throws {@code invitation_not_found} where it is none of theirs. */
  static void revoke(Handle handle, String id, String user) {
    var may = Profiles.role(handle, user).isAtLeast(ChatRole.ADMINISTRATOR);
    var changed = may ? handle.execute("UPDATE invitation SET revoked = 1 WHERE id = ? AND role = 'person'", id)
        : handle.execute("UPDATE invitation SET revoked = 1 WHERE id = ? AND made_by = ?", id, user);
    if (changed == 0) {
      throw Problem.of(ProblemCode.INVITATION_NOT_FOUND);
    }
  }

  /** The one of this secret, if it is of use. */
  static Invitation look(Handle handle, byte[] hash) {
    var found = one(handle.createQuery(INVITATION + "i.hash = :hash").bind("hash", hash)).orElseThrow(() -> Problem.of(ProblemCode.INVITATION_NOT_FOUND));
    var invitation = withRooms(handle, found, INVITER, found.role() == ChatRole.OWNER ? "" : found.maker().id());
    check(handle, invitation);
    return invitation;
  }

  /** The one of this secret, if it is of use to this person: one that they have used before is, as it is when they {@linkplain #take take} it again. */
  static Invitation look(Handle handle, byte[] hash, String user) {
    var found = one(handle.createQuery(INVITATION + "i.hash = :hash").bind("hash", hash)).orElseThrow(() -> Problem.of(ProblemCode.INVITATION_NOT_FOUND));
    var invitation = withRooms(handle, found, ANYBODY, user);
    if (hasUsed(handle, invitation, user)) {
      checkRight(handle, invitation);
    } else {
      check(handle, invitation);
    }
    return invitation;
  }

  /** Counts a use by this person, the same again once, as long as it is not taken back; whoever else wants to use it waits until the transaction ends. */
  static Invitation take(Handle handle, Engine engine, byte[] hash, String user) {
    handle.createQuery("SELECT i.id FROM invitation i WHERE i.hash = :hash" + engine.locking("i", true)).bind("hash", hash).mapTo(String.class).findOne()
        .orElseThrow(() -> Problem.of(ProblemCode.INVITATION_NOT_FOUND));
    var invitation = withRooms(handle, one(handle.createQuery(INVITATION + "i.hash = :hash").bind("hash", hash)).orElseThrow(), ANYBODY, user);
    if (hasUsed(handle, invitation, user)) {
      checkRight(handle, invitation);
      return invitation;
    }
    check(handle, invitation);
    handle.execute("UPDATE invitation SET used = used + 1 WHERE id = ?", invitation.id());
    handle.execute("INSERT INTO invitation_use (invitation_id, user_id, at) VALUES (?, ?, ?)", invitation.id(), user, System.currentTimeMillis());
    if (invitation.role() == ChatRole.OWNER) {
      Profiles.assign(handle, user, ChatRole.OWNER);
    }
    return invitation;
  }

  private static boolean hasUsed(Handle handle, Invitation invitation, String user) {
    return handle.createQuery("SELECT 1 FROM invitation_use WHERE invitation_id = :id AND user_id = :user").bind("id", invitation.id()).bind("user", user)
        .mapTo(Integer.class).findOne().isPresent();
  }

  private static void checkRight(Handle handle, Invitation invitation) {
    if (invitation.isRevoked() || !isByRight(handle, invitation)) {
      throw Problem.of(ProblemCode.INVITATION_REVOKED);
    }
  }

  private static void check(Handle handle, Invitation invitation) {
    checkRight(handle, invitation);
    if (invitation.used() >= invitation.uses()) {
      throw Problem.of(ProblemCode.INVITATION_USED_UP);
    }
    if (invitation.ends().toEpochMilli() <= System.currentTimeMillis()) {
      throw Problem.of(ProblemCode.INVITATION_EXPIRED);
    }
  }

  /** Whether its maker could still make it. */
  private static boolean isByRight(Handle handle, Invitation invitation) {
    if (invitation.role() == ChatRole.OWNER) {
      return true;
    }
    var maker = invitation.maker().id();
    var isHere = handle.createQuery("SELECT 1 FROM account WHERE id = :maker AND deactivated = 0 AND deleted = 0").bind("maker", maker)
        .mapTo(Integer.class).findOne().isPresent();
    return isHere && (Profiles.role(handle, maker).isAtLeast(ChatRole.ADMINISTRATOR)
        || mayInvite(handle, invitation.rooms().stream().map(Invitation.Place::id).toList(), maker));
  }

  private static boolean mayInvite(Handle handle, Collection<String> rooms, String maker) {
    return rooms.stream().anyMatch(room -> handle.createQuery("SELECT 1 FROM room r WHERE r.id = :room AND EXISTS (" + INVITER + ")").bind("user", maker).bind("room", room)
        .mapTo(Integer.class).findOne().isPresent());
  }

  /** One may lead into rooms that all may join, and into those that one may invite to. */
  private static void checkRoom(Handle handle, String room, String maker) {
    var kind = RoomViews.kind(handle, room, maker).orElseThrow(() -> Problem.of(ProblemCode.ROOM_NOT_FOUND));
    if (kind.isClosed() && !mayInvite(handle, List.of(room), maker)) {
      throw Problem.of(ProblemCode.NOT_PERMITTED);
    }
  }

  private static void insert(Handle handle, String id, byte[] hash, ChatRole role, String maker, Collection<String> rooms, int uses, Instant ends) {
    handle.execute("INSERT INTO invitation (id, hash, role, made_by, created, ends, uses) VALUES (?, ?, ?, ?, ?, ?, ?)",
        id, hash, role.word(), maker, System.currentTimeMillis(), ends.toEpochMilli(), uses);
    rooms.forEach(room -> handle.execute("INSERT INTO invitation_room (invitation_id, room_id) VALUES (?, ?)", id, room));
  }

  /** With those that are public, and those of which this person is one of these. */
  private static Invitation withRooms(Handle handle, Invitation invitation, String those, String user) {
    var query = handle.createQuery("SELECT r.id, r.name, r.kind FROM invitation_room i JOIN room r ON r.id = i.room_id WHERE i.invitation_id = :id"
        + " AND (r.kind = 'public' OR EXISTS (" + those + ")) ORDER BY r.id").bind("id", invitation.id());
    var rooms = (those.equals(ANYBODY) ? query : query.bind("user", user))
        .map((row, context) -> new Invitation.Place(row.getString("id"), row.getString("name"), RoomKind.of(row.getString("id"), row.getString("kind")))).list();
    return new Invitation(invitation.id(), invitation.role(), invitation.maker(), rooms, invitation.created(), invitation.ends(), invitation.uses(),
        invitation.used(), invitation.isRevoked());
  }

  private static Optional<Invitation> one(Query query) {
    return query.map((row, context) -> invitation(row)).findOne();
  }

  private static Invitation invitation(ResultSet row) throws SQLException {
    var maker = row.getString("made_by");
    return new Invitation(row.getString("id"), ChatRole.of(row.getString("role")), maker.isEmpty() ? null : new User(maker, Optional.ofNullable(row.getString("maker")).orElse(maker)),
        List.of(), Instant.ofEpochMilli(row.getLong("created")), Instant.ofEpochMilli(row.getLong("ends")), row.getInt("uses"), row.getInt("used"),
        row.getInt("revoked") == 1);
  }
}
