package dochat.protocol;

import java.util.Locale;

/** The stable codes of all refusals. Source: the table Problems in docs/protocol.md. */
public enum ProblemCode {
  BAD_JSON(400, false, "This is not a JSON object."),
  BAD_FRAME(400, false, "This is not a frame of the protocol."),
  BAD_REQUEST(400, false, "A field is missing or of the wrong type."),
  BAD_NAME(400, false, "A name has 1 to 32 characters, something to see and no control characters."),
  BAD_ROOM_NAME(400, false, "A room's name has 1 to 48 characters, its topic at most 200, neither control characters."),
  BAD_CHAT_NAME(400, false, "A chat's name has 1 to 60 characters, something to see and no control characters."),
  BAD_ID(400, false, "A client id is 1 to 64 of A-Z a-z 0-9 - _ . :"),
  BAD_CURSOR(400, false, "A cursor or limit is not a number in its range."),
  BAD_EMOJI(400, false, "A reaction is one emoji."),
  BAD_STATUS(400, false, "A status has an emoji, or 1 to 80 characters and no control characters, or both, and ends at a time."),
  BAD_PICTURE(400, false, "A picture is a PNG or a JPEG of at most 25000000 points."),
  BAD_HANDLE(400, false, "A handle has 2 to 32 of a-z 0-9 - _ . and begins with a letter or a digit."),
  BAD_PASSWORD(400, false, "A password has 8 to 128 characters and no control characters."),
  COMMON_PASSWORD(400, false, "This password is one of those that are tried first."),
  BAD_PASSKEY(400, false, "This is not what a browser says of a passkey, or its name has not 1 to 48 characters."),
  TEXT_EMPTY(400, false, "The text is empty."),
  UNAUTHENTICATED(401, false, "Sign in first."),
  ORIGIN_REFUSED(403, false, "This origin may not speak to this node."),
  WRONG_PASSWORD(403, false, "The handle or the password is not right."),
  WRONG_PASSKEY(403, false, "The passkey is not known here, or what it says is not right."),
  CHALLENGE_EXPIRED(403, false, "The challenge is too old, was answered already, or is somebody else's; ask for another one."),
  PASSKEYS_UNAVAILABLE(403, false, "Browsers have passkeys only for pages with a name, over HTTPS or of their own machine."),
  GUESTS_REFUSED(403, false, "This chat takes no guests; sign in with a handle and a password."),
  PASSWORDS_REFUSED(403, false, "This chat takes no passwords; sign in where it says."),
  PROVIDER_REFUSED(403, false, "Where you were to say who you are, you did not, or were not let in."),
  SIGN_IN_OVER(403, false, "This sign-in was not begun here, has taken too long, or has been used."),
  SIGN_IN_AGAIN(403, false, "Without a password only a sign-in of the last 10 minutes proves that it is you: sign in again."),
  REGISTRATION_CLOSED(403, false, "This chat takes no new accounts."),
  INVITATION_NEEDED(403, false, "This chat takes new accounts by invitation only."),
  ACCOUNT_DEACTIVATED(403, false, "An administrator has deactivated this account."),
  NO_ACCOUNT(403, false, "A guest has no account, nor a password."),
  NOT_ADMIN(403, false, "Only the administrator of this node may do this."),
  NOT_AUTHOR(403, false, "Only who wrote the message may do this."),
  NOT_PERMITTED(403, false, "Your role in this room does not allow this."),
  BANNED(403, false, "You are banned from this room."),
  USER_BANNED(403, false, "This person is banned from this room; lift the ban first."),
  TOO_MANY_BANS(403, false, "At most 1000 people are banned from one room."),
  LAST_OWNER(403, false, "A room with members has an owner: make somebody else one first."),
  LAST_CREDENTIAL(403, false, "Without it you could not sign in any more: choose a password or add a passkey first."),
  TOO_MANY_PASSKEYS(403, false, "An account has at most 20 passkeys."),
  TOO_MANY_INVITATIONS(403, false, "You have made 100 invitations, which are kept for a month after their end."),
  TOO_MANY_MEMBERS(403, false, "A private room has at most 1000 members."),
  TOO_MANY_REACTIONS(403, false, "At most 20 different reactions under one message."),
  TOO_MANY_PINS(403, false, "At most 50 pinned messages in one room."),
  TOO_MANY_DRAFTS(403, false, "You have at most 20 drafts in threads of one room."),
  ROOM_ARCHIVED(403, false, "This room is archived: it can be read, and an owner can open it again."),
  PUBLISH_REFUSED(403, false, "Clients send commands; they do not publish."),
  TOO_MANY_ROOMS(403, false, "At most 200 rooms on one connection."),
  ROOMS_FULL(403, false, "There are 10000 rooms, and no more can be created."),
  UNKNOWN_ADDRESS(404, false, "There is no such address."),
  ROOM_NOT_FOUND(404, false, "There is no such room."),
  MESSAGE_NOT_FOUND(404, false, "There is no such message in this room, or it was deleted."),
  USER_NOT_FOUND(404, false, "There is no such person, or not in this room."),
  SESSION_NOT_FOUND(404, false, "You have no such session."),
  PASSKEY_NOT_FOUND(404, false, "You have no such passkey."),
  INVITATION_NOT_FOUND(404, false, "There is no such invitation."),
  NOT_FOUND(404, false, "There is nothing at this path."),
  METHOD_NOT_ALLOWED(405, false, "This path does not know this method."),
  ROOM_EXISTS(409, false, "A room of this name exists."),
  HANDLE_TAKEN(409, false, "Somebody has this handle."),
  PASSKEY_EXISTS(409, false, "This passkey is known here already."),
  HAS_ACCOUNT(409, false, "You have an account already."),
  IDENTITY_TAKEN(409, false, "Who you are there is somebody else here already."),
  HAS_IDENTITY(409, false, "You are linked with somebody else there already."),
  ID_REUSED(409, false, "This client id belongs to something else that you did."),
  INVITATION_EXPIRED(410, false, "The time of this invitation is over."),
  INVITATION_USED_UP(410, false, "This invitation was used as often as it may be."),
  INVITATION_REVOKED(410, false, "This invitation was taken back, or who made it may not invite any more."),
  TEXT_TOO_LONG(413, false, "A text has at most 4000 characters."),
  FRAME_TOO_LARGE(413, false, "A frame or body has at most 65536 bytes."),
  PICTURE_TOO_LARGE(413, false, "A picture has at most 2097152 bytes."),
  BAD_MEDIA_TYPE(415, false, "The body must be application/json."),
  UPGRADE_REQUIRED(426, false, "A WebSocket needs Sec-WebSocket-Version: 13."),
  RATE_LIMITED(429, true, "Too fast; wait and try again."),
  SLOW_MODE(429, true, "This room is in slow mode; wait and try again."),
  TOO_MANY_CONNECTIONS(429, true, "This person or this address has too many connections to this node."),
  INTERNAL(500, true, "The node failed; it has been logged."),
  PROVIDER_FAILED(502, false, "What was said of who you are is not to be believed; the operator finds out why in the log."),
  PROVIDER_AWAY(503, true, "Where you are to say who you are, nobody answers; try again later."),
  NODE_FULL(503, true, "This node has as many connections as it takes; try again, or at another one."),
  OLDER_NODES(503, true, "Nodes of the release before still run, which do not know of this."),
  BUSY(503, true, "The store does not keep up; nothing was saved, try again."),
  UNCONFIRMED(503, true, "The store did not confirm it in time: it may have been saved. The same again with the same client id finds out.");

  private final int status;
  private final boolean retry;
  private final String text;

  ProblemCode(int status, boolean retry, String text) {
    this.status = status;
    this.retry = retry;
    this.text = text;
  }

  /** The name on the wire, e.g. {@code room_not_found}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The HTTP status, which is the envelope's failureCode too. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later. */
  public boolean isRetry() {
    return retry;
  }

  /** One English sentence for a developer. */
  public String text() {
    return text;
  }
}
