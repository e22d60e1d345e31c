import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import { nothingKept, sealsThatCount } from '../kept.ts';
import { keptOf } from '../kept-store.ts';
import type { Game } from './game.ts';

/** True or false once this phone has worked it out, null before. */
function useSealHolds(game: Game): boolean | null {
  const [holds, setHolds] = useState<boolean | null>(null);
  const me = game.me.value;
  const settings = game.settings.value;
  const view = game.view.value;
  const seed = view?.fairness?.seed;
  useEffect(() => {
    // A practice game has no replay, and nobody to hold a seal against.
    if (me === null || settings === null || view === null || view.replayId === null) return;
    const { code } = game;
    const { openedAt, commitment } = me;
    import('../opened-seal.ts').then(
      ({ sealHolds }) => setHolds(sealHolds({ code, openedAt, commitment, settings, view })),
      // Without a network nothing is claimed; the replay, which needs one, checks everything.
      () => setHolds(null),
    );
  }, [game, seed]);
  return holds;
}

function wordsOf(holds: boolean, kept: boolean): 'seal.good.p' | 'seal.good.late' | 'seal.bad.p' {
  if (!holds) return 'seal.bad.p';
  return kept ? 'seal.good.p' : 'seal.good.late';
}

/** Who came in after the reveal was shown no seal before, and can only hold the record against itself. */
function hasKeptSeal({ code, me }: Game): boolean {
  const openedAt = me.value?.openedAt;
  return openedAt !== undefined && sealsThatCount(keptOf({ code, openedAt }) ?? nothingKept).length > 0;
}

/** Whether the jar that opened is the one whose seal this phone was shown, and who chose the seed. */
export function FairnessCard({ game }: { game: Game }): JSX.Element | null {
  const holds = useSealHolds(game);
  const view = game.view.value;
  if (view === null || view.fairness === null) return null;
  if (view.replayId === null) return <p class="hint">{t('seal.practice')}</p>;
  const face =
    holds === null
      ? ({ tone: '', icon: 'shield', words: 'reveal.checking' } as const)
      : holds
        ? ({ tone: 'good', icon: 'shield', words: 'reveal.fair' } as const)
        : ({ tone: 'warn', icon: 'alert', words: 'reveal.fair.bad' } as const);
  return (
    <section class="card fairness-card">
      <h2 class={face.tone}>
        <Icon name={face.icon} size={22} /> {t(face.words)}
      </h2>
      {holds !== null && <p class="hint">{t(wordsOf(holds, hasKeptSeal(game)))}</p>}
      <p class="hint">{t(view.fairness.mix === '' ? 'seal.alone' : 'seal.mixed')}</p>
      <a href={`/replay/${view.replayId}#fairness`}>{t('seal.all')}</a>
    </section>
  );
}
