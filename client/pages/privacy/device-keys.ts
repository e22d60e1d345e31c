/** Everything the game keeps in a browser's storage; a key with … goes on with the code of a room. */
export const deviceKeys = [
  { key: 'bakery:seat:…', says: 'seat' },
  { key: 'bakery:draft:…', says: 'draft' },
  { key: 'bakery:kept:…', says: 'kept' },
  { key: 'language', says: 'language' },
  { key: 'theme', says: 'theme' },
  { key: 'sound', says: 'sound' },
  { key: 'replay-keys', says: 'keys' },
  { key: 'past-rooms', says: 'rooms' },
  { key: 'setup-draft', says: 'setup' },
  { key: 'host-token …', says: 'recovery' },
  { key: 'bakery-shell-…', says: 'shell' },
  { key: 'bakery-replays', says: 'replays' },
] as const;
