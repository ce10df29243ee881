package dochat.store;

import dochat.model.Admission;
import dochat.model.ChatRole;
import dochat.model.ChatSettings;
import dochat.model.Entrance;
import dochat.model.Invitation;
import dochat.model.Registration;
import dochat.model.SettingsChange;
import dochat.protocol.Problem;
import dochat.protocol.ProblemCode;
import org.jdbi.v3.core.Handle;

/** Who may come in, and what the chat is called, as the administrators have said it: asked inside the transaction that lets somebody in, so that it holds at every node at once. */
final class Entrances {
  private Entrances() {}

  static ChatSettings read(Handle handle) {
    return handle.createQuery("SELECT name, registration, guests FROM entrance")
        .map((row, context) -> new ChatSettings(row.getString("name"), new Entrance(Registration.of(row.getString("registration")), row.getInt("guests") == 1))).one();
  }

  static void change(Handle handle, SettingsChange change) {
    handle.execute("UPDATE entrance SET name = COALESCE(CAST(? AS TEXT), name), registration = COALESCE(CAST(? AS TEXT), registration), guests = COALESCE(CAST(? AS INTEGER), guests)",
        change.name(), change.registration() == null ? null : change.registration().word(), change.guests() == null ? null : change.guests() ? 1 : 0);
  }

  /** Until the transaction ends nobody else changes what somebody may do in the chat. */
  static void lock(Handle handle, Engine engine) {
    handle.createQuery("SELECT e.one FROM entrance e" + engine.locking("e", true)).mapTo(Integer.class).one();
  }

  /** Whether a node is the first that welcomes an owner; then none is after it. */
  static boolean welcome(Handle handle) {
    return handle.execute("UPDATE entrance SET welcomed = 1 WHERE welcomed = 0") > 0;
  }

  static void checkGuests(Handle handle) {
    if (!read(handle).entrance().guests()) {
      throw Problem.of(ProblemCode.GUESTS_REFUSED);
    }
  }

  /** Counts the link that somebody comes with who has just got an account; throws the {@link Problem} that keeps them out. */
  static void admit(Handle handle, Engine engine, String user, Admission admission) {
    check(handle, admission, admission.invitation() == null ? null : Invitations.take(handle, engine, admission.invitation(), user));
  }

  /** The same before this person has an account, without counting. */
  static void check(Handle handle, String user, Admission admission) {
    check(handle, admission, admission.invitation() == null ? null : Invitations.look(handle, admission.invitation(), user));
  }

  private static void check(Handle handle, Admission admission, Invitation link) {
    var registration = read(handle).within(admission.cap()).entrance().registration();
    if (registration == Registration.CLOSED && (link == null || link.role() != ChatRole.OWNER)) {
      throw Problem.of(ProblemCode.REGISTRATION_CLOSED);
    }
    if (registration == Registration.INVITATION && link == null) {
      throw Problem.of(ProblemCode.INVITATION_NEEDED);
    }
  }
}
