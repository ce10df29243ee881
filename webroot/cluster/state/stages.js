const STAGES = /** @type {const} */ (['posted', 'committed', 'published', 'received', 'first', 'last']);

/**
 * Where a message has been, with all times in milliseconds after it was posted, by the clock of the node that was asked: the others' clocks are put
 * right by what they differed in the same breath, which is known to half of what the question took.
 * @param {any} message what the server says
 */
export function stages({ room, seq, id, loggedMillis, others = [], nodes }) {
  const answered = nodes.filter(({ answer }) => answer);
  const poster = answered.find(({ answer }) => answer.postedMicros);
  const start = poster ? poster.answer.postedMicros - offset(poster) : loggedMillis * 1000;
  const rows = nodes.map((each) => row(each, start)).sort((a, b) => Number(b.isPoster) - Number(a.isPoster) || Number(!a.name) - Number(!b.name) || a.name.localeCompare(b.name));
  return {
    room,
    seq,
    id,
    others,
    at: new Date(poster ? start / 1000 : loggedMillis),
    /** Else all that is left is the log's time, and it is the start. */
    isPostedKnown: Boolean(poster),
    /** Nothing above this many milliseconds is said of two clocks. */
    doubt: Math.max(0, ...answered.filter((each) => each !== poster).map(({ tripMicros }) => tripMicros / 2000), poster ? poster.tripMicros / 2000 : 0),
    clients: rows.reduce((sum, { clients }) => sum + clients, 0),
    /** There may have been more clients: a node does not say, or has forgotten some. */
    isPartial: rows.some(({ fate, isPartial }) => isPartial || fate === 'silent'),
    rows,
  };
}

/** What is within the doubt of the question itself is no difference: clocks that are set by a server agree better than that. */
const offset = ({ offsetMicros, tripMicros }) => (Math.abs(offsetMicros) > tripMicros / 2 ? offsetMicros : 0);

function row({ node, silence, offsetMicros, tripMicros, answer }, start) {
  if (!answer) return { node, name: '', fate: 'silent', silence, isPoster: false, isPartial: false, times: {}, clients: 0, source: '', ahead: 0 };
  const ahead = offset({ offsetMicros, tripMicros });
  const after = (micros) => (micros ? Math.max(0, (micros - ahead - start) / 1000) : null);
  return {
    node,
    name: String(answer.name),
    silence: '',
    fate: fate(answer, start + ahead),
    isPartial: forgets(answer, start + ahead),
    isPoster: Boolean(answer.postedMicros),
    times: Object.fromEntries(STAGES.map((stage) => [stage, after(answer[`${stage}Micros`])])),
    clients: answer.clients ?? 0,
    source: answer.source ?? '',
    ahead: ahead / 1000,
  };
}

/** Whether that node may have forgotten what became of it. @param {any} answer @param {number} start by that node's clock */
const forgets = (answer, start) => answer.sinceMicros > start;

/**
 * @param {any} answer @param {number} start by that node's clock
 * @returns {'received' | 'forgotten' | 'missing' | 'later' | 'unheard'} `unheard`: nobody there has the room open; `missing`: somebody has, and it did not come;
 *   `later`: somebody has, whose room was opened when others had followed it
 */
function fate(answer, start) {
  if (answer.receivedMicros) return 'received';
  if (forgets(answer, start)) return 'forgotten';
  if (!answer.live) return 'unheard';
  return answer.reached ? 'later' : 'missing';
}
