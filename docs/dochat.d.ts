/**
 * What crosses the wire between doChat and its clients, as types: docs/protocol.md says what it means, and openapi.yaml has the routes. A test holds all three
 * against each other. Clients skip events of types that they do not know, and fields.
 */

/** The number of an event of a room; 0 before the first one. */
export type Seq = number;
/** RFC 3339 in UTC, with milliseconds. */
export type Time = string;

export interface User { id: string; name: string }

export type RoomKind = 'public' | 'private' | 'direct';
export type Role = 'reader' | 'member' | 'moderator' | 'owner';
/** From which role on. */
export type Least = 'member' | 'moderator';

/** A room as who asks sees it. */
export interface Room {
  id: string; name: string; topic: string; kind: RoomKind; head: Seq; members: number; joined: boolean; read: Seq; unread: number; mentions: number;
  role?: Role; people?: User[]; archived?: true; posting?: 'moderator'; inviting?: 'moderator'; history?: 'joined'; slow?: number; reads?: true;
  muted?: true; favourite?: true; draft?: number; threadDrafts?: number; marked?: number; last?: Last; banned?: true;
}

/** The newest message of a room in short; in frames of `chat.me` alone. */
export interface Last { seq: Seq; user: User; text: string; at: Time }

export type Group = 'all' | 'here';
export interface Mention { user?: User; group?: Group; from: number; to: number }
export interface NewMention { user?: string; group?: Group; from: number; to: number }

/** What an event says has happened. */
export type EventType =
  | 'message' | 'edit' | 'delete' | 'react' | 'unreact' | 'invite' | 'join' | 'remove' | 'leave' | 'role' | 'rename' | 'topic' | 'archive' | 'unarchive'
  | 'posting' | 'inviting' | 'history' | 'slow' | 'reads' | 'pin' | 'unpin' | 'follow' | 'unfollow' | 'ban' | 'unban' | 'hidden';
export interface Event {
  seq: Seq; type: EventType; id: string; user: User; ref?: Seq; thread?: Seq; whom?: User; text: string; at: Time; mentions?: Mention[];
}

/** A message as it is at the head of the page. */
export interface Message {
  seq: Seq; id: string; user: User; text: string; at: Time; edited?: Time; deleted?: { user: User; at: Time }; reactions?: Reaction[]; pinned?: true;
  reply?: Reply; thread?: Seq; replies?: Replies; mentions?: Mention[]; follows?: boolean;
}

export interface Reaction { emoji: string; count: number; users: User[]; mine?: true }
/** What a reply answers. */
export interface Reply { seq: Seq; user?: User; text?: string; deleted?: true; hidden?: true }
/** The thread that a message began. */
export interface Replies { count: number; last: Time; users: User[]; mine?: true }
export interface Edit { seq: Seq; user: User; at: Time; before: string }
export interface Member { user: User; role: Role }
/** Who is banned from a room. */
export interface Ban { user: User; by: User; at: Time }

export interface Status { emoji?: string; text?: string; ends?: Time }
/** What somebody shows of themself. */
export interface Card { user: User; handle?: string; state?: 'deactivated' | 'deleted'; status?: Status; zone?: string; picture?: number }

export interface Presence { count: number; users: User[] }

/** The number of what was written to the log. */
export interface Posted { seq: Seq; at: Time }
/** Nothing where it was so already. */
export type Changed = Posted | Record<string, never>;

/** Bodies of deliveries. */
export interface Delivery {
  epoch: string; head: Seq; events: Event[]; presence?: Presence; typing?: User[]; marks?: { [user: string]: Seq }; state?: string; reset?: true;
}
/** Each part is whole. */
export interface OwnRooms { state: string; parts: Part[]; preferences?: Preferences; name?: string }
export interface Part { part: number; rooms: Room[] }
/** What somebody has chosen for themself, wherever they are. */
export interface Preferences { number: number; language?: 'en' | 'ko'; theme?: 'auto' | 'light' | 'dark'; singleKeys?: boolean; undoSeconds?: number; skinTone?: number }
/** What the chat is called, and who may come in. */
export interface Entry { name: string; guests: boolean; registration: 'open' | 'invitation' | 'closed' }
export interface CardsChanged { state: string; users?: string[]; all?: true }

/** Commands: the address of a frame `send`, what it says, and what is answered. */
export interface Commands {
  'chat.session': { body: { name?: string; handle?: string; password?: string }; reply: { token?: string; user: User; node: string; epoch: string } };
  'chat.entry': { body: Record<string, never>; reply: Entry };
  'chat.rooms': { body: { joined?: true }; reply: { rooms: Room[] } };
  'chat.room': { body: { room: string }; reply: { room: Room } };
  'chat.directory': { body: { q?: string; after?: string; limit?: number }; reply: { rooms: Room[] } };
  'chat.me': { body: { state?: string }; reply: OwnRooms };
  'chat.create': { body: { name: string; topic?: string; id?: string; kind?: 'public' | 'private' }; reply: { room: Room } };
  'chat.direct': { body: { users: string[] }; reply: { room: Room } };
  'chat.update': {
    body: { room: string; id: string; name?: string; topic?: string; archived?: boolean; posting?: Least; inviting?: Least; history?: 'all' | 'joined'; slow?: number; reads?: boolean };
    reply: Changed;
  };
  'chat.place': { body: { room: string; muted?: boolean; favourite?: boolean; read?: Seq }; reply: { room: Room } };
  'chat.draft': { body: { room: string; text?: string }; reply: { draft: number; text: string } };
  'chat.thread-draft': { body: { room: string; seq: Seq; text?: string }; reply: { draft: number; text: string } };
  'chat.preferences': {
    body: { language?: 'en' | 'ko'; theme?: 'auto' | 'light' | 'dark'; singleKeys?: boolean; undoSeconds?: number; skinTone?: number };
    reply: Preferences;
  };
  'chat.join': { body: { room: string; id?: string }; reply: { room: Room } };
  'chat.leave': { body: { room: string; id?: string }; reply: { room?: Room } };
  'chat.members': { body: { room: string; after?: string; limit?: number }; reply: { members: Member[] } };
  'chat.people': { body: { search?: string; after?: string; limit?: number }; reply: { users: User[] } };
  'chat.cards': { body: { users: string[] }; reply: { cards: Card[] } };
  'chat.profile': { body: { name?: string; status?: Status | null; zone?: string | null }; reply: Card };
  'chat.invite': { body: { room: string; user: string; id: string }; reply: Changed };
  'chat.remove': { body: { room: string; user: string; id: string }; reply: Changed };
  'chat.ban': { body: { room: string; user: string; id: string }; reply: Changed };
  'chat.unban': { body: { room: string; user: string; id: string }; reply: Changed };
  'chat.bans': { body: { room: string; after?: string; limit?: number }; reply: { bans: Ban[] } };
  'chat.role': { body: { room: string; user: string; id: string; role: Role }; reply: Changed };
  'chat.post': { body: { room: string; id: string; text: string; reply?: Seq; mentions?: NewMention[] }; reply: Posted };
  'chat.edit': { body: { room: string; seq: Seq; id: string; text: string; mentions?: NewMention[] }; reply: Changed };
  'chat.edits': { body: { room: string; seq: Seq; before?: Seq; limit?: number }; reply: { edits: Edit[] } };
  'chat.delete': { body: { room: string; seq: Seq; id: string }; reply: Changed };
  'chat.react': { body: { room: string; seq: Seq; id: string; emoji: string; on: boolean }; reply: Changed };
  'chat.pin': { body: { room: string; seq: Seq; id: string; on: boolean }; reply: Changed };
  'chat.follow': { body: { room: string; seq: Seq; id: string; on: boolean }; reply: Changed };
  'chat.followers': { body: { room: string; seq: Seq }; reply: { count: number; users: User[]; following: boolean } };
  'chat.pins': { body: { room: string }; reply: { epoch: string; head: Seq; messages: Message[] } };
  'chat.messages': {
    body: { room: string; after?: Seq; before?: Seq; around?: Seq; thread?: Seq; limit?: number };
    reply: { epoch: string; head: Seq; first: Seq; last: Seq; floor?: Seq; messages: Message[]; notes?: Event[] };
  };
  'chat.events': { body: { room: string; after?: Seq; before?: Seq; limit?: number }; reply: { epoch: string; head: Seq; events: Event[] } };
  'chat.typing': { body: { room: string; typing: boolean }; reply: Record<string, never> };
  'chat.read': { body: { room: string; seq: Seq }; reply: { seq: Seq } };
  'chat.readers': { body: { room: string; seq: Seq }; reply: { users: User[] } };
  'chat.presence': { body: { room: string }; reply: { count: number; users: User[] } };
}

/** What can be listened to: the headers of a frame `register`, and the bodies of what comes. */
export interface Registrations {
  [room: `room.${string}`]: { headers: { after?: Seq; epoch?: string; state?: string }; body: Delivery };
  'chat.rooms': { headers: Record<string, never>; body: { changed: true } };
  'chat.me': { headers: { state?: string }; body: OwnRooms };
  'chat.cards': { headers: { state?: string }; body: CardsChanged };
  'chat.going-away': { headers: Record<string, never>; body: { millis: number } };
  'chat.heartbeat': { headers: { every?: number }; body: Record<string, never> };
}

/** Frames of a client. */
export interface Ping { type: 'ping' }
export interface Send { type: 'send'; address: string; headers?: object; body?: object; replyAddress?: string }
/** Always refused. */
export interface Publish { type: 'publish'; address: string; headers?: object; body?: object }
export interface Register { type: 'register'; address: string; headers?: object }
export interface Unregister { type: 'unregister'; address: string; headers?: object }

/** Frames to a client. */
export interface Rec { type: 'rec'; address: string; body: object }
export interface Err { type: 'err'; address?: string; failureCode: number; failureType: 'RECIPIENT_FAILURE'; message: string; code: ProblemCode; retryAfter?: number }
export interface Pong { type: 'pong' }

/** A refusal of the HTTP API (RFC 9457). */
export interface Problem { type: 'about:blank'; title: string; status: number; code: ProblemCode; detail: string }

/** Why something is refused. */
export type ProblemCode =
  | 'bad_json' | 'bad_frame' | 'bad_request' | 'bad_name' | 'bad_chat_name' | 'bad_room_name' | 'bad_id' | 'bad_cursor' | 'bad_emoji' | 'bad_picture' | 'bad_status'
  | 'bad_handle' | 'bad_password' | 'common_password' | 'bad_passkey' | 'text_empty' | 'unauthenticated' | 'origin_refused' | 'wrong_password'
  | 'wrong_passkey' | 'challenge_expired' | 'passkeys_unavailable' | 'guests_refused' | 'passwords_refused' | 'provider_refused' | 'sign_in_over'
  | 'sign_in_again' | 'registration_closed' | 'invitation_needed' | 'account_deactivated' | 'no_account' | 'not_admin' | 'not_author'
  | 'not_permitted' | 'last_owner' | 'last_credential' | 'too_many_passkeys' | 'too_many_invitations' | 'too_many_members' | 'too_many_reactions'
  | 'too_many_pins' | 'banned' | 'user_banned' | 'too_many_bans' | 'too_many_drafts' | 'room_archived' | 'publish_refused' | 'too_many_rooms' | 'rooms_full' | 'unknown_address' | 'room_not_found'
  | 'message_not_found' | 'user_not_found' | 'session_not_found' | 'passkey_not_found' | 'invitation_not_found' | 'not_found' | 'method_not_allowed'
  | 'room_exists' | 'handle_taken' | 'passkey_exists' | 'has_account' | 'identity_taken' | 'has_identity' | 'id_reused' | 'invitation_expired'
  | 'invitation_used_up' | 'invitation_revoked' | 'text_too_long' | 'frame_too_large' | 'picture_too_large' | 'bad_media_type' | 'upgrade_required'
  | 'rate_limited' | 'slow_mode' | 'too_many_connections' | 'internal' | 'provider_failed' | 'provider_away' | 'node_full' | 'older_nodes' | 'busy'
  | 'unconfirmed';

/** Why a connection ends. */
export type CloseReason =
  | 'client' | 'going_away' | 'protocol_error' | 'invalid_utf8' | 'frame_too_large' | 'lost' | 'internal' | 'busy' | 'unauthenticated' | 'silent'
  | 'signed_out' | 'stalled' | 'overloaded' | 'too_many_connections';

/** Values that both sides keep to. */
export interface Limits {
  NAME_CHARS: 32;
  HANDLE_LEAST_CHARS: 2;
  HANDLE_CHARS: 32;
  PASSWORD_LEAST_CHARS: 8;
  PASSWORD_CHARS: 128;
  SESSIONS_PER_PERSON: 100;
  PASSKEYS_PER_PERSON: 20;
  PASSKEY_NAME_CHARS: 48;
  CHALLENGE_SECONDS: 300;
  CHAT_NAME_CHARS: 60;
  ROOM_NAME_CHARS: 48;
  TOPIC_CHARS: 200;
  TEXT_CHARS: 4000;
  EDITS: 50;
  MENTIONS: 50;
  GROUP_MENTION_MEMBERS: 30;
  HERE_PEOPLE: 1000;
  REACTIONS_PER_MESSAGE: 20;
  REACTION_USERS: 20;
  PINS_PER_ROOM: 50;
  SLOW_SECONDS: 3600;
  FOLLOWERS: 100;
  THREAD_USERS: 5;
  THREAD_CALLED: 200;
  QUOTE_CHARS: 200;
  CLIENT_ID_CHARS: 64;
  FRAME_BYTES: 65536;
  ROOMS_PER_CLIENT: 200;
  EVENTS_PER_PAGE: 500;
  DEFAULT_EVENTS_PER_PAGE: 100;
  FRAME_EVENTS: 500;
  DELIVERY_CHARS: 262144;
  TAIL_EVENTS: 256;
  UNREAD_MESSAGES: 100;
  FEED_ROOMS: 500;
  PRESENCE_USERS: 100;
  TYPING_USERS: 8;
  AUTHENTICATION_MILLIS: 10000;
  HEARTBEAT_MILLIS: 20000;
  SILENCE_MILLIS: 150000;
  KEEP_ALIVE_MILLIS: 15000;
  STALLED_MILLIS: 60000;
  WAIT_SECONDS: 60;
  COMMANDS_PER_SECOND: 100;
  ROOMS_CREATED_PER_MINUTE: 30;
  ROOMS: 10000;
  ROOM_MEMBERS: 1000;
  ROOM_BANS: 1000;
  DIRECT_PEOPLE: 8;
  INVITATIONS_PER_PERSON: 100;
  INVITATIONS_LISTED: 200;
  INVITATION_ROOMS: 20;
  INVITATION_USES: 1000;
  INVITATION_HOURS: 720;
  ACCOUNTS_PER_PAGE: 100;
  SEARCHES_PER_SECOND: 2;
  READERS_MEMBERS: 20;
  ROOMS_LISTED: 1000;
  DIRECTORY_ROOMS: 50;
  OWN_CHANGES_PER_SECOND: 2;
  THREAD_DRAFTS: 20;
  UNDO_SECONDS: 600;
  PEOPLE_FOUND: 20;
  DIRECTORY_PEOPLE: 50;
  STATUS_CHARS: 80;
  CARDS: 100;
  PICTURE_BYTES: 2097152;
  PICTURE_PIXELS: 25000000;
  PICTURE_KEPT_BYTES: 30720;
  CARD_CHANGES_PER_MINUTE: 20;
  SIGN_INS_PER_SECOND: 100;
  ROOM_NEWS_MILLIS: 2000;
}
