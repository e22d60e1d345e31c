// A second implementation of jar-draw-1 and jar-chain-1, written from the text of the specification: node:crypto and big
// integers, cookies as a row of single cookies, JSON in the replacer's order. It shares no line with shared/fairness.
import { createHash, createHmac } from 'node:crypto';

interface Opening {
  readonly counts?: readonly number[];
  readonly mystery?: number;
  readonly drawSize: number | readonly number[];
  readonly labels: readonly string[];
  readonly replace: string;
  readonly room: string;
  readonly salt: string;
  readonly seed: string;
}

export function independentCommitment({
  counts,
  mystery,
  drawSize,
  labels,
  replace,
  room,
  salt,
  seed,
}: Opening): string {
  const jar = counts === undefined ? `"mystery":${mystery}` : `"counts":[${counts.join()}]`;
  const sizes = typeof drawSize === 'number' ? `${drawSize}` : `[${drawSize.join()}]`;
  const names = `[${labels.map((label) => JSON.stringify(label)).join()}]`;
  const text = `{"alg":"jar-draw-1",${jar},"drawSize":${sizes},"labels":${names},"replace":"${replace}","room":"${room}","salt":"${salt}","seed":"${seed}"}`;
  return createHash('sha256').update(text).digest('hex');
}

function* words(seed: string, prefix: string): Generator<bigint, never> {
  for (let i = 0; ; i += 1) {
    const block = createHmac('sha256', Buffer.from(seed, 'hex')).update(`${prefix}|${i}`).digest('hex');
    for (const [word] of block.matchAll(/.{8}/g)) yield BigInt(`0x${word}`);
  }
}

function below(source: Generator<bigint, never>, n: bigint): bigint {
  const all = 2n ** 32n;
  for (;;) {
    const word = source.next().value;
    if (word < all - (all % n)) return word % n;
  }
}

export function independentMystery(
  seed: string,
  room: string,
  mix: string,
  cookies: number,
  flavours: number,
): number[] {
  const source = words(seed, `jar-mystery-1|${room}|${mix}`);
  const places = cookies + flavours - 1;
  for (;;) {
    const bars: number[] = [];
    while (bars.length < flavours - 1) {
      const bar = Number(below(source, BigInt(places)));
      if (!bars.includes(bar)) bars.push(bar);
    }
    // Cookies between the bars, as a text: the flavours are its parts.
    const row = Array.from({ length: places }, (_, place) => (bars.includes(place) ? '|' : 'o')).join('');
    const counts = row.split('|').map((part) => part.length);
    if (!counts.includes(0)) return counts;
  }
}

/** Every round's order, one digit a cookie. */
export function independentOrders(
  opening: Opening,
  mix: string,
  jar: readonly number[],
  rounds: number,
): string[] {
  const { seed, room, replace, drawSize } = opening;
  const orders: string[] = [];
  let cookies = jar.map((count, flavour) => String(flavour).repeat(count)).join('');
  for (let round = 1; round <= rounds; round += 1) {
    const source = words(seed, `jar-draw-1|${room}|${mix}|${round}`);
    const size = typeof drawSize === 'number' ? drawSize : (drawSize[round - 1] ?? 0);
    let left = cookies;
    let order = '';
    while (order.length < size) {
      const place = Number(below(source, BigInt(left.length)));
      order += left[place];
      if (replace !== 'each') left = left.slice(0, place) + left.slice(place + 1);
    }
    if (replace === 'never') cookies = left;
    orders.push(order);
  }
  return orders;
}

interface PublishedRecord {
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly event: object;
  readonly nonce: string | null;
}

export function independentHead(commitment: string, records: readonly PublishedRecord[]): string {
  const sealed = new Map([
    ['JarFilled', 'counts'],
    ['HunchPlaced', 'estimate'],
    ['EstimatePlaced', 'estimate'],
    ['BetPlaced', 'band'],
    ['RoundScored', 'seats'],
  ]);
  const hash = (hex: string, text: string) =>
    createHash('sha256')
      .update(Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(text, 'utf8')]))
      .digest('hex');
  let head = hash('', `jar-chain-1|${commitment}`);
  for (const { seq, at, by, event, nonce } of records) {
    const entries = Object.entries(event).map(([key, value]) => {
      const hidden = sealed.get((event as { type: string }).type) === key;
      return [key, hidden ? hash(nonce ?? '', sorted(value)) : value];
    });
    head = hash(head, sorted({ seq, at, by, nonce, event: Object.fromEntries(entries) }));
  }
  return head;
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a > b ? 1 : -1)))
      : part,
  );
}
