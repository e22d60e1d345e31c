import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

const ofResults = ['auto', 'guesses', 'elbo', 'chart', 'learn'] as const;
const ofReveal = ['podium', 'bets', 'rewind', 'debrief'] as const;

/** What the class looks at within one phase; the host's window tells the projector's window of the same browser. */
export type StagePart = (typeof ofResults)[number] | (typeof ofReveal)[number];

const known: readonly StagePart[] = [...ofResults, ...ofReveal];

export function useStagePart(code: string, scene: string): readonly [StagePart, (part: StagePart) => void] {
  const [chosen, setChosen] = useState<{ readonly scene: string; readonly part: StagePart }>({
    scene,
    part: 'auto',
  });
  const channel = useRef<BroadcastChannel | null>(null);
  useEffect(() => {
    const opened = new BroadcastChannel(`stage ${code}`);
    opened.onmessage = ({ data }: MessageEvent<{ scene?: unknown; part?: unknown }>) => {
      const part = known.find((one) => one === data.part);
      if (part !== undefined && typeof data.scene === 'string') setChosen({ scene: data.scene, part });
    };
    channel.current = opened;
    return () => opened.close();
  }, [code]);
  const choose = useCallback(
    (part: StagePart) => {
      setChosen({ scene, part });
      channel.current?.postMessage({ scene, part });
    },
    [scene],
  );
  return [chosen.scene === scene ? chosen.part : 'auto', choose];
}
