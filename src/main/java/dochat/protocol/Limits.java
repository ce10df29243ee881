package dochat.protocol;

/** The bounds of everything that clients may send and of what a node sends at once. Source: the table Limits in docs/protocol.md. */
public final class Limits {
  /** Code points of a person's name. */
  public static final int NAME_CHARS = 32;
  /** Characters of a handle at least. */
  public static final int HANDLE_LEAST_CHARS = 2;
  /** Characters of a handle. */
  public static final int HANDLE_CHARS = 32;
  /** Code points of a password at least. */
  public static final int PASSWORD_LEAST_CHARS = 8;
  /** Code points of a password. */
  public static final int PASSWORD_CHARS = 128;
  /** Sessions of one person. */
  public static final int SESSIONS_PER_PERSON = 100;
  /** Passkeys of one account. */
  public static final int PASSKEYS_PER_PERSON = 20;
  /** Characters of the name of a passkey. */
  public static final int PASSKEY_NAME_CHARS = 48;
  /** Seconds for which the challenge to a passkey is good. */
  public static final int CHALLENGE_SECONDS = 300;
  /** Code points of the chat's name. */
  public static final int CHAT_NAME_CHARS = 60;
  /** Code points of a room's name. */
  public static final int ROOM_NAME_CHARS = 48;
  /** Code points of a room's topic. */
  public static final int TOPIC_CHARS = 200;
  /** Code points of a message. */
  public static final int TEXT_CHARS = 4_000;
  /** Edits of one message that are told at once. */
  public static final int EDITS = 50;
  /** Mentions in one message. */
  public static final int MENTIONS = 50;
  /** Members of a room in which everybody who posts may call all of them at once; in larger ones its moderators and owners may. */
  public static final int GROUP_MENTION_MEMBERS = 30;
  /** People whom {@code @here} calls, at most. */
  public static final int HERE_PEOPLE = 1_000;
  /** Different reactions under one message. */
  public static final int REACTIONS_PER_MESSAGE = 20;
  /** People listed for one reaction; they are counted beyond. */
  public static final int REACTION_USERS = 20;
  /** Pinned messages of one room. */
  public static final int PINS_PER_ROOM = 50;
  /** Seconds that a room's slow mode lets pass between two messages of one person, at most. */
  public static final int SLOW_SECONDS = 3_600;
  /** People listed for one thread. */
  public static final int THREAD_USERS = 5;
  /** Replies of a thread whose authors the next one calls, the newest. */
  public static final int THREAD_CALLED = 200;
  /** People listed of those who follow a thread. */
  public static final int FOLLOWERS = 100;
  /** Code points of a message that a reply quotes. */
  public static final int QUOTE_CHARS = 200;
  /** Characters of a client id. */
  public static final int CLIENT_ID_CHARS = 64;
  /** Bytes of one frame or body from a client. */
  public static final int FRAME_BYTES = 65_536;
  /** Rooms registered on one connection. */
  public static final int ROOMS_PER_CLIENT = 200;
  /** Events of one history page at most. */
  public static final int EVENTS_PER_PAGE = 500;
  /** Events of a history page that names no limit. */
  public static final int DEFAULT_EVENTS_PER_PAGE = 100;
  /** Events of one delivery at most. */
  public static final int FRAME_EVENTS = 500;
  /** Characters of the events of one delivery or history page; a single event always goes, whatever its length. */
  public static final int DELIVERY_CHARS = 262_144;
  /** Newest events of a live room kept in memory by a node, as far as they have at most {@link #DELIVERY_CHARS}; the last one always is. */
  public static final int TAIL_EVENTS = 256;
  /** Unread messages of a room that are counted; there may be more. */
  public static final int UNREAD_MESSAGES = 100;
  /** Rooms of one frame of a person's feed, as far as it has more than a part. */
  public static final int FEED_ROOMS = 500;
  /** Users listed in one presence state. */
  public static final int PRESENCE_USERS = 100;
  /** Users listed in one typing state. */
  public static final int TYPING_USERS = 8;
  /** Milliseconds after which a socket that nobody signed in on is closed. */
  public static final int AUTHENTICATION_MILLIS = 10_000;
  /** Milliseconds between two heartbeats. */
  public static final int HEARTBEAT_MILLIS = 20_000;
  /**
   * Milliseconds of silence after which a client that cannot be pinged (SockJS, TCP) is gone. Browsers let a hidden page's timers run once a
   * minute only, so it is more than two of these.
   */
  public static final int SILENCE_MILLIS = 150_000;
  /** Milliseconds between two keep-alive lines of a stream, at most. */
  public static final int KEEP_ALIVE_MILLIS = 15_000;
  /** Milliseconds in which a client takes nothing of what is on its way to it, whatever else it says, until it is closed. */
  public static final int STALLED_MILLIS = 60_000;
  /** Seconds that a long poll may wait at most. */
  public static final int WAIT_SECONDS = 60;
  /** Commands a second of one connection; twice that in a burst. */
  public static final int COMMANDS_PER_SECOND = 100;
  /** Rooms a minute created by one user; as many in a burst. */
  public static final int ROOMS_CREATED_PER_MINUTE = 30;
  /** Rooms of a store at most, those of the lab included. */
  public static final int ROOMS = 10_000;
  /** Members of a private room. */
  public static final int ROOM_MEMBERS = 1_000;
  /** People who are banned from one room. */
  public static final int ROOM_BANS = 1_000;
  /** People of a direct conversation. */
  public static final int DIRECT_PEOPLE = 8;
  /** Invitations by link of one person, those included that were over less than a month ago. */
  public static final int INVITATIONS_PER_PERSON = 100;
  /** Invitations in a list. */
  public static final int INVITATIONS_LISTED = 200;
  /** Rooms that an invitation leads into. */
  public static final int INVITATION_ROOMS = 20;
  /** How often an invitation may be used. */
  public static final int INVITATION_USES = 1_000;
  /** Hours that an invitation may last. */
  public static final int INVITATION_HOURS = 24 * 30;
  /** Accounts of a page of the list for administrators. */
  public static final int ACCOUNTS_PER_PAGE = 100;
  /** Members of a room in which one sees who has read a message. */
  public static final int READERS_MEMBERS = 20;
  /** Public rooms in the list of rooms, the first by name, beside those that one has joined; all of them are in the directory. */
  public static final int ROOMS_LISTED = 1_000;
  /** Rooms of a page of the directory. */
  public static final int DIRECTORY_ROOMS = 50;
  /** Searches for people, and as many for rooms, a second of one user; five times that in a burst. */
  public static final int SEARCHES_PER_SECOND = 2;
  /** Changes a second of what one user keeps for themself, of rooms or at all; five times that in a burst. */
  public static final int OWN_CHANGES_PER_SECOND = 2;
  /** Drafts that one user has in threads of one room. */
  public static final int THREAD_DRAFTS = 20;
  /** Seconds for which somebody may choose that a deletion can be taken back, at most. */
  public static final int UNDO_SECONDS = 600;
  /** People that a search finds, unless more are asked for. */
  public static final int PEOPLE_FOUND = 20;
  /** People of a page of those that a search finds. */
  public static final int DIRECTORY_PEOPLE = 50;
  /** Code points of what a status says. */
  public static final int STATUS_CHARS = 80;
  /** Cards that are asked for at once, or named as changed. */
  public static final int CARDS = 100;
  /** Bytes of a picture that is uploaded. */
  public static final int PICTURE_BYTES = 2_097_152;
  /** Points of a picture that is uploaded. */
  public static final int PICTURE_PIXELS = 25_000_000;
  /** Bytes of each size in which a picture is kept; hardly ever more. */
  public static final int PICTURE_KEPT_BYTES = 30_720;
  /** Changes a minute of one's own card, pictures included; as many in a burst. */
  public static final int CARD_CHANGES_PER_MINUTE = 20;
  /** Sign-ins a second at one node, of whomever; ten times that in a burst. */
  public static final int SIGN_INS_PER_SECOND = 100;
  /** Milliseconds between two times that a client is told of new rooms. */
  public static final int ROOM_NEWS_MILLIS = 2_000;

  private Limits() {
  }
}
