/** What the emoji picker says in English, which comes with it. Each language has the same keys. */
export const words = {
  search: 'Search emojis',
  found: (n) => (n === 1 ? '1 emoji found' : `${n} emojis found`),
  none: (text) => `No emoji is called “${text}”.`,
  recent: 'Used lately',
  popular: 'Often used',
  groups: ['Smileys and feelings', 'People and hands', 'Animals and nature', 'Food and drink', 'Travel and places', 'Activities', 'Objects', 'Symbols', 'Flags'],
  jump: 'Groups of emojis',
  tone: 'Skin tone',
  tones: ['Without skin tone', 'Light', 'Medium light', 'Medium', 'Medium dark', 'Dark'],
};
