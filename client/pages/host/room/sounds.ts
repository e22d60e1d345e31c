import { signal } from '@preact/signals';

export type Sound = 'open' | 'closed' | 'reveal';

interface Tone {
  readonly hertz: number;
  /** Seconds from the beginning. */
  readonly at: number;
  readonly lasts: number;
}

const [c5, e5, g5, c6, a4] = [523.25, 659.26, 783.99, 1046.5, 440] as const;

/** The shop's door, its closing, and the oven's bell: always the same notes, so that they tell nothing of the jar. */
const tunes: Readonly<Record<Sound, readonly Tone[]>> = {
  open: [
    { hertz: c5, at: 0, lasts: 0.14 },
    { hertz: e5, at: 0.11, lasts: 0.24 },
  ],
  closed: [
    { hertz: e5, at: 0, lasts: 0.14 },
    { hertz: a4, at: 0.12, lasts: 0.32 },
  ],
  reveal: [
    { hertz: c5, at: 0, lasts: 0.16 },
    { hertz: e5, at: 0.14, lasts: 0.16 },
    { hertz: g5, at: 0.28, lasts: 0.16 },
    { hertz: c6, at: 0.42, lasts: 0.7 },
  ],
};
const loudness = 0.14;
const attackS = 0.012;
const storageKey = 'sound';

/** Off until this browser's host has switched it on. */
export const soundOn = signal(readChoice());
let context: AudioContext | undefined;

function readChoice(): boolean {
  try {
    return localStorage.getItem(storageKey) === 'on';
  } catch {
    return false;
  }
}

export function switchSound(on: boolean): void {
  soundOn.value = on;
  try {
    if (on) localStorage.setItem(storageKey, 'on');
    else localStorage.removeItem(storageKey);
  } catch {
    // A browser that refuses storage still switches, for this page only.
  }
  if (on) playSound('open');
}

export function playSound(sound: Sound): void {
  // Before the first key or click a browser lets no page sound, and complains of the try.
  if (!soundOn.peek() || !navigator.userActivation?.hasBeenActive) return;
  context ??= new AudioContext();
  void context.resume();
  for (const tone of tunes[sound]) strike(context, tone);
}

/** A soft bell: a sine that comes at once and fades. */
function strike(audio: AudioContext, { hertz, at, lasts }: Tone): void {
  const begin = audio.currentTime + at;
  const gain = new GainNode(audio, { gain: 0 });
  gain.gain.linearRampToValueAtTime(loudness, begin + attackS);
  gain.gain.exponentialRampToValueAtTime(0.001, begin + lasts);
  const bell = new OscillatorNode(audio, { frequency: hertz });
  bell.connect(gain).connect(audio.destination);
  bell.start(begin);
  bell.stop(begin + lasts);
}
