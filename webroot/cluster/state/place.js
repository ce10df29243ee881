const LINK = /#\/room\/([^/?#\s]+)(?:[/?#\s]+(?:seq=)?(\d+))?\s*$/;
const NUMBERED = /^([a-z0-9-]{1,64})[\s#/]+(\d+)$/;
const ID = /^[A-Za-z0-9_.:-]{1,64}$/;

/**
 * Which message somebody means: the address of a room with a number behind it, a room's id and a number, or a message's id.
 * @param {string} text
 * @returns {{ id: string } | { room: string, seq: string } | null} null for nothing of that
 */
export function place(text) {
  const trimmed = text.trim();
  const [, room, seq] = LINK.exec(trimmed) ?? NUMBERED.exec(trimmed) ?? [];
  if (room) return seq && Number(seq) > 0 ? { room: decoded(room), seq: String(Number(seq)) } : null;
  return ID.test(trimmed) ? { id: trimmed } : null;
}

function decoded(room) {
  try {
    return decodeURIComponent(room);
  } catch {
    return room;
  }
}
