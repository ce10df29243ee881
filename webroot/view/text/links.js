const LINK = /https?:\/\/[^\s<>"'`]+/y;
const ASCII_HOST = /^https?:\/\/[\w.-]+\.[a-z]{2,}(?::\d+)?(?=[\p{Script=Hangul}])/u;
const TRAILING = '.,;:!?*_~…';
const PAIRS = { ')': '(', ']': '[', '}': '{' };

/**
 * @param {string} text
 * @param {number} at
 * @returns {{ node: { type: 'link', text: string, href: string }, end: number } | null} a web address that begins here
 */
export function linkAt(text, at) {
  LINK.lastIndex = at;
  const match = LINK.exec(text)?.[0];
  if (!match) return null;
  const shown = trimmed(ASCII_HOST.exec(match)?.[0] ?? match);
  const href = safe(shown);
  return href ? { node: { type: 'link', text: shown, href }, end: at + shown.length } : null;
}

/** Without the punctuation of the sentence around it; a closing bracket stays when it was opened within. */
function trimmed(link) {
  const open = { '(': 0, '[': 0, '{': 0 };
  for (const char of link) {
    if (char in open) open[char]++;
    if (char in PAIRS) open[PAIRS[char]]--;
  }
  let end = link.length;
  for (; end > 0; end--) {
    const last = link[end - 1];
    if (last in PAIRS && open[PAIRS[last]] < 0) open[PAIRS[last]]++;
    else if (!TRAILING.includes(last)) break;
  }
  return link.slice(0, end);
}

function safe(link) {
  try {
    const url = new URL(link);
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null;
  } catch {
    return null;
  }
}
