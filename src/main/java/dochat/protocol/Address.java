package dochat.protocol;

/** The addresses that clients may name. Source: the table Addresses in docs/protocol.md. None of them is an address of the event bus. */
public final class Address {
  public static final String SESSION = "chat.session";
  public static final String ENTRY = "chat.entry";
  public static final String ROOMS = "chat.rooms";
  public static final String ROOM = "chat.room";
  public static final String DIRECTORY = "chat.directory";
  public static final String CREATE = "chat.create";
  public static final String JOIN = "chat.join";
  public static final String PLACE = "chat.place";
  public static final String DRAFT = "chat.draft";
  public static final String THREAD_DRAFT = "chat.thread-draft";
  public static final String PREFERENCES = "chat.preferences";
  public static final String LEAVE = "chat.leave";
  public static final String UPDATE = "chat.update";
  public static final String DIRECT = "chat.direct";
  public static final String MEMBERS = "chat.members";
  public static final String INVITE = "chat.invite";
  public static final String REMOVE = "chat.remove";
  public static final String BAN = "chat.ban";
  public static final String UNBAN = "chat.unban";
  public static final String BANS = "chat.bans";
  public static final String ROLE = "chat.role";
  public static final String PEOPLE = "chat.people";
  public static final String CARDS = "chat.cards";
  public static final String PROFILE = "chat.profile";
  public static final String POST = "chat.post";
  public static final String EDIT = "chat.edit";
  public static final String EDITS = "chat.edits";
  public static final String DELETE = "chat.delete";
  public static final String REACT = "chat.react";
  public static final String PIN = "chat.pin";
  public static final String PINS = "chat.pins";
  public static final String FOLLOW = "chat.follow";
  public static final String FOLLOWERS = "chat.followers";
  public static final String MESSAGES = "chat.messages";
  public static final String EVENTS = "chat.events";
  public static final String TYPING = "chat.typing";
  public static final String READ = "chat.read";
  public static final String READERS = "chat.readers";
  public static final String PRESENCE = "chat.presence";

  public static final String ME = "chat.me";
  public static final String HEARTBEAT = "chat.heartbeat";
  public static final String GOING_AWAY = "chat.going-away";

  private static final String OF_ROOM = "room.";

  private Address() {
  }

  /** Where the events of a room are delivered. */
  public static String ofRoom(String id) {
    return OF_ROOM + id;
  }

  /** The id of the room that this address names; fails with {@code unknown_address} or {@code room_not_found}. */
  public static String room(String address) {
    if (!address.startsWith(OF_ROOM)) {
      throw Problem.of(ProblemCode.UNKNOWN_ADDRESS);
    }
    return Fields.room(address.substring(OF_ROOM.length()));
  }
}
