/** Lets so many go on in each turn of the event loop, in the order they came; the others' messages are read in between. */
export function createTurns(perTurn: number): () => Promise<void> {
  const waiting = new Set<() => void>();

  function serve(): void {
    let served = 0;
    for (const go of waiting) {
      if (served === perTurn) break;
      served += 1;
      waiting.delete(go);
      go();
    }
    if (waiting.size > 0) setImmediate(serve);
  }

  return () =>
    new Promise((resolve) => {
      waiting.add(resolve);
      if (waiting.size === 1) setImmediate(serve);
    });
}
