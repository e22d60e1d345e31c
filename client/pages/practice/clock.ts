export interface PracticeClock {
  now(): number;
  /** Runs the callback at that time and gives back its cancellation. */
  setTimer(at: number, callback: () => void): () => void;
}

/** This device's own: nobody else has to agree with it. */
export const deviceClock: PracticeClock = {
  now: Date.now,
  setTimer: (at, callback) => {
    const timer = setTimeout(callback, Math.max(0, at - Date.now()));
    return () => clearTimeout(timer);
  },
};
