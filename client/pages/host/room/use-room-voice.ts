import { useEffect, useRef } from 'preact/hooks';
import type { HostView } from '../../../../shared/views/wire.ts';
import { t } from '../../../locales/translate.ts';
import { announce } from '../../live-region.tsx';
import { findingWords } from '../../stage/finding-words.ts';
import { countWords, flavourParts } from '../../stage/flavour-parts.ts';

/** The clock is for eyes; these seconds alone are spoken. */
const spokenSeconds = [30, 10, 0] as const;

/** Tells a host who listens what a host who looks can see: one sentence a phase, counts by quarters. */
export function useRoomVoice(view: HostView | null, now: () => number): void {
  const quarter = useRef(0);
  const phase = view?.phase;
  const round = view?.round ?? 0;
  useEffect(() => {
    quarter.current = 0;
    if (view === null) return;
    const parts = flavourParts(view.settings);
    if (phase === 'guessing') {
      if (view.twist) announce('twist', t('twist.lead'));
      const counts = view.draw?.counts ?? null;
      announce(
        'phase',
        counts === null
          ? t('sr.round.open.none', { n: round, m: view.draw?.size ?? 0 })
          : t('sr.round.open', { n: round, m: view.draw?.size ?? 0, list: countWords(parts, counts) }),
      );
    } else if (phase === 'results') announce('phase', findingWords(view));
    else if (phase === 'revealed' && view.reveal !== null) {
      announce('phase', t('sr.reveal', { list: countWords(parts, view.reveal.counts) }));
    }
  }, [phase, round]);

  const closesAt = view?.closesAt ?? null;
  useEffect(() => {
    if (phase !== 'guessing' || closesAt === null) return;
    const timers = spokenSeconds
      .map((seconds) => ({ seconds, inMs: closesAt - now() - 1000 * seconds }))
      .filter(({ inMs }) => inMs > 0)
      .map(({ seconds, inMs }) =>
        setTimeout(() => {
          if (seconds > 0) announce('timer', t('sr.timer', { n: seconds }));
          else announce('timer', t('sr.closed'), 'assertive');
        }, inMs),
      );
    return () => {
      for (const timer of timers) clearTimeout(timer);
    };
  }, [phase, closesAt]);

  const answered = view?.answered ?? 0;
  const players = view?.players ?? 0;
  useEffect(() => {
    if (phase === 'lobby' && players > 0) announce('count', t('sr.join', { n: players }));
    if (phase !== 'guessing' || players === 0) return;
    const reached = Math.floor((4 * answered) / players);
    if (reached > quarter.current) announce('count', t('sr.submitted', { n: answered }));
    quarter.current = Math.max(quarter.current, reached);
  }, [phase, answered, players]);
}
