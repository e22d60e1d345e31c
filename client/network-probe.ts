/** `portal`: the Wi-Fi wants a sign-in first; `server`: the network works, the game does not; `network`: nothing answers. */
export type Trouble = 'portal' | 'server' | 'network';

const patienceMs = 4000;
/** Refused so soon, somebody was there to refuse. */
const refusedMs = 1000;

/** Asks the server for a word nobody else can know; null when it says it. */
export async function lookAround(): Promise<Trouble | null> {
  const word = crypto.getRandomValues(new Uint32Array(2)).join('');
  const begun = performance.now();
  const given = new AbortController();
  const timer = setTimeout(() => given.abort(), patienceMs);
  try {
    const options = { cache: 'no-store', redirect: 'manual', signal: given.signal } as const;
    const response = await fetch(`/healthz?word=${word}`, options);
    const body = await response.text();
    if (response.ok && body === `ok ${word}\n`) return null;
    return response.status >= 500 && response.status !== 511 ? 'server' : 'portal';
  } catch {
    return navigator.onLine && performance.now() - begun < refusedMs ? 'server' : 'network';
  } finally {
    clearTimeout(timer);
  }
}
