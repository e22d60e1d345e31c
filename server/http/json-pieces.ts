/** Of a long array so many entries are encoded at a time. */
const PORTION = 250;

/** The text of a value's JSON, piece by piece, so that whoever encodes a whole lecture need not do it in one go. */
export function* jsonPieces(value: object | null): Generator<string> {
  if (value === null || Array.isArray(value)) {
    yield JSON.stringify(value);
    return;
  }
  let opening = '{';
  for (const [key, entry] of Object.entries(value)) {
    if (entry === undefined) continue;
    yield `${opening}${JSON.stringify(key)}:`;
    if (Array.isArray(entry)) yield* portionsOf(entry);
    else yield JSON.stringify(entry);
    opening = ',';
  }
  yield opening === '{' ? '{}' : '}';
}

function* portionsOf(entries: readonly unknown[]): Generator<string> {
  yield '[';
  for (let from = 0; from < entries.length; from += PORTION) {
    const portion = JSON.stringify(entries.slice(from, from + PORTION)).slice(1, -1);
    yield from === 0 ? portion : `,${portion}`;
  }
  yield ']';
}
