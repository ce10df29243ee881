import { Refusal } from '../../net/envelope.js';

/** A room of one's own, which is in no list and does not last. @returns {Promise<string>} its id; rejects with a {@link Refusal} */
export async function openRoom() {
  const response = await fetch('/api/lab/room', { method: 'POST' }).catch(() => {
    throw new Refusal('offline');
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(answer.code ?? 'internal');
  return answer.room.id;
}
