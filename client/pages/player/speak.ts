import { effect } from '@preact/signals';
import { flavourWord, formatKl, t } from '../../locales/translate.ts';
import { announce } from '../live-region.tsx';
import type { Game } from './game.ts';
import { percentOf } from './shares.ts';

const spokenSeconds = [30, 10];

/** Says to a screen reader what the screens show: one sentence per round, estimate, result and reveal. */
export function speak(game: Game): () => void {
  const stops = [
    roundOpens(game),
    timeRunsOut(game),
    estimateArrives(game),
    resultCame(game),
    lineBreaks(game),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function roundOpens({ view, settings }: Game) {
  let spoken = 0;
  return effect(() => {
    const now = view.value;
    if (now?.phase !== 'guessing' || now.round === spoken || now.draw === null) return;
    spoken = now.round;
    const { counts, size } = now.draw;
    const values = { n: now.round, m: size };
    announce(
      'round',
      counts === null
        ? t('sr.round.open.none', values)
        : t('sr.round.open', {
            ...values,
            list: items(settings.peek()?.flavours ?? [], counts.map(String), 'sr.item'),
          }),
    );
  });
}

function timeRunsOut({ secondsLeft, view }: Game) {
  let spoken = -1;
  return effect(() => {
    const left = secondsLeft.value;
    if (left === null || left === spoken || view.peek()?.phase !== 'guessing') return;
    spoken = left;
    if (spokenSeconds.includes(left)) announce('timer', t('sr.timer', { n: left }));
    if (left === 0) announce('timer', t('sr.closed'), 'assertive');
  });
}

function estimateArrives({ done, placing, tenths }: Game) {
  return effect(() => {
    if (!done.value || placing.value !== 'received') return;
    const shares = tenths.peek();
    announce('sent', shares.length === 2 ? t('sr.sent', { v: percentOf(shares[0] ?? 0) }) : t('sent.h.mix'));
  });
}

function resultCame({ view, you, settings }: Game) {
  let spoken = '';
  return effect(() => {
    const now = view.value;
    const score = you.value?.score;
    const step = `${now?.phase} ${now?.round} ${score?.round}`;
    if (now === null || step === spoken) return;
    if (now.phase === 'results' && score?.round === now.round) {
      spoken = step;
      const { rank, of, kl } = score;
      announce('result', t('sr.result', { n: now.round, k: formatKl(kl, 'phone'), r: rank, total: of }));
    }
    if (now.phase === 'revealed' && now.jar !== null) {
      spoken = step;
      const total = now.jar.reduce((a, b) => a + b, 0);
      const shares = now.jar.map((count) => ((100 * count) / total).toFixed(1));
      const list = items(settings.peek()?.flavours ?? [], shares, 'sr.item.pct');
      announce('result', t('sr.reveal', { list }));
    }
  });
}

function lineBreaks({ line }: Game) {
  let wasOffline = false;
  return effect(() => {
    const offline = line.link.value === 'offline';
    if (offline === wasOffline) return;
    wasOffline = offline;
    announce('line', t(offline ? 'sr.conn.lost' : 'sr.conn.back'));
  });
}

function items(
  flavours: readonly string[],
  values: readonly string[],
  key: 'sr.item' | 'sr.item.pct',
): string {
  return flavours
    .map((name, i) => {
      const value = values[i] ?? '';
      return t(key, { flavour: flavourWord(name), n: value, v: value });
    })
    .join(', ');
}
