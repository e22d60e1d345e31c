import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Replay } from '../../../shared/views/wire.ts';
import { flavourWord, formatKl, t } from '../../locales/translate.ts';
import { announce } from '../live-region.tsx';
import { Link } from '../shell/link.tsx';
import { readMoment, writeMoment } from './address.ts';
import { BeliefCards } from './belief-cards.tsx';
import { bodyOf } from './belief-record.ts';
import { BetCard } from './bet-card.tsx';
import { ChartCard } from './chart-card.tsx';
import { DrawCard } from './draw-card.tsx';
import { StoryFacts } from './facts.tsx';
import { followAll, mostFollowed, toggleFollowed } from './followed.ts';
import { Keys, keysAllowed } from './keys.tsx';
import { storyId } from './load-replay.ts';
import { PlayerTable } from './player-table.tsx';
import type { Move } from './playhead.ts';
import { ReplayHeader } from './replay-header.tsx';
import { chooseSpan, closeSpan } from './span.ts';
import { SpreadCard } from './spread-card.tsx';
import { asOf, klOf, leaders, type Reference, shareOf } from './standing.ts';
import { type Subject, type SubjectId, subjectNow, subjectsOf } from './subject.ts';
import { Transport } from './transport.tsx';
import { usePlayhead } from './use-playhead.ts';

export interface ReplayViewProps {
  readonly id: string;
  readonly replay: Replay;
  readonly isCopy: boolean;
}

export function ReplayView({ id, replay, isCopy }: ReplayViewProps): JSX.Element {
  const last = replay.rounds.length;
  const [linked] = useState(() => readMoment(location.search));
  const [keys, setKeys] = useState(keysAllowed);
  const [head, move] = usePlayhead(linked.round ?? (id === storyId ? 0 : last), last, keys);
  const [chosen, setChosen] = useState(linked.players !== null);
  const [followed, setFollowed] = useState(() => {
    const known = new Set(replay.players.map(({ playerId }) => playerId));
    if (linked.players !== null) return followAll(linked.players.filter((one) => known.has(one)));
    // The last of the leaders gives way first.
    return followAll(leaders(replay.players, mostFollowed)).toReversed();
  });
  const beliefs = replay.settings.estimate === 'belief';
  const [reference, setReference] = useState<Reference>(beliefs ? 'live' : 'jar');
  // A game of beliefs opens on the bot, unless its link names somebody.
  const [wanted, setWanted] = useState<SubjectId | null>(
    linked.players === null && beliefs ? 'bot svi' : null,
  );
  const [flavour, setFlavour] = useState(0);
  const [close, setClose] = useState(false);
  const { round } = head;

  const whole = replay.jar.reduce((sum, count) => sum + count, 0);
  const truth = (replay.jar[flavour] ?? 0) / whole;
  const wide = useMemo(() => spanOf(replay, flavour, truth), [replay, flavour, truth]);
  const near = useMemo(() => closeSpan(truth), [truth]);
  const span = close ? near : wide;

  const subjects = subjectsOf(replay, followed, {
    bot: (bot) => t(`bot.${bot}`),
    pooled: t('replay.pooled'),
  });
  const subject = subjectNow(subjects, wanted);

  usePaper();
  useAddress(round, chosen ? followed.map(({ playerId }) => playerId) : null);
  useSpoken(replay, round, head.playing, reference);

  const follow = (playerId: string): void => {
    setChosen(true);
    setWanted(null);
    setFollowed((list) => toggleFollowed(list, playerId));
  };
  const go = (to: number): void => move({ type: 'go', round: to } satisfies Move);

  return (
    <div class="replay">
      <ReplayHeader id={id} replay={replay} isCopy={isCopy} />
      <main id="main" class="replay-main" tabIndex={-1}>
        {replay.settings.flavours.length > 2 && (
          <FlavourChoice flavours={replay.settings.flavours} flavour={flavour} onFlavour={setFlavour} />
        )}
        <div class={beliefs ? 'replay-board is-belief' : 'replay-board'}>
          <ChartCard
            replay={replay}
            round={round}
            followed={followed}
            reference={reference}
            onReference={setReference}
            onFollow={follow}
            flavour={flavour}
            span={span}
            zoom={<Zoom on={close} onChange={setClose} />}
            truth={truth}
            subject={beliefs ? subject : null}
          />
          {beliefs && subject !== null && (
            <BeliefCards
              replay={replay}
              round={round}
              subjects={subjects}
              subject={subject}
              onSubject={setWanted}
              flavour={flavour}
              span={span}
              zoom={<Zoom on={close} onChange={setClose} />}
              truth={truth}
            />
          )}
          <DrawCard replay={replay} round={round} chosen={chosenOf(subject, round)} />
          <SpreadCard
            replay={replay}
            round={round}
            followed={followed}
            flavour={flavour}
            span={span}
            zoom={<Zoom on={close} onChange={setClose} />}
            truth={truth}
          />
          <div class="replay-side">
            <PlayerTable
              replay={replay}
              round={round}
              reference={reference}
              flavour={flavour}
              followed={followed}
              onFollow={follow}
              subject={beliefs ? (subject?.id ?? null) : null}
              onSubject={setWanted}
            />
            {id === storyId && <StoryFacts replay={replay} round={round} onRound={go} />}
          </div>
        </div>
        {replay.players.some(({ bet }) => bet !== null) && <BetCard replay={replay} followed={followed} />}
        <div class="replay-below">
          <Keys allowed={keys} onAllowed={setKeys} />
          <button type="button" class="button" onClick={() => window.print()}>
            {t('replay.print')}
          </button>
          <Link to="/privacy">{t('privacy.h')}</Link>
        </div>
      </main>
      <Transport replay={replay} head={head} move={move} />
    </div>
  );
}

function Zoom({ on, onChange }: { on: boolean; onChange: (on: boolean) => void }): JSX.Element {
  return (
    <button type="button" class="replay-zoom" aria-pressed={on} onClick={() => onChange(!on)}>
      {t('replay.zoom')}
    </button>
  );
}

function FlavourChoice({
  flavours,
  flavour,
  onFlavour,
}: {
  flavours: readonly string[];
  flavour: number;
  onFlavour: (flavour: number) => void;
}): JSX.Element {
  return (
    <fieldset class="segmented replay-flavours">
      <legend class="visually-hidden">{t('replay.flavour')}</legend>
      {flavours.map((name, k) => (
        <button key={name} type="button" aria-pressed={k === flavour} onClick={() => onFlavour(k)}>
          {flavourWord(name)}
        </button>
      ))}
    </fieldset>
  );
}

function spanOf(replay: Replay, flavour: number, truth: number): ReturnType<typeof chooseSpan> {
  const shares = (all: readonly (readonly number[] | null)[]): readonly number[] =>
    all.flatMap((estimate) => shareOf(estimate, flavour) ?? []);
  const after = replay.rounds.slice(1);
  const bodies = after.flatMap(({ belief }) => (belief === null ? [] : bodyOf(belief.target, flavour)));
  return chooseSpan(
    [truth, ...after.flatMap((one) => one.posterior?.[flavour] ?? []), ...bodies],
    [...replay.bots, ...replay.players].flatMap(({ estimates }) => shares(estimates)),
  );
}

function chosenOf(subject: Subject | null, round: number) {
  return subject === null ? null : { name: subject.name, estimate: asOf(subject.series.estimates, round) };
}

/** Paper is white: a page shown dark is printed light. */
function usePaper(): void {
  useEffect(() => {
    const root = document.documentElement;
    let shown: string | undefined;
    const before = (): void => {
      shown = root.dataset.theme;
      root.dataset.theme = 'light';
    };
    const after = (): void => {
      if (shown === undefined) root.removeAttribute('data-theme');
      else root.dataset.theme = shown;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
}

/** Keeps the moment in the address, a little late: browsers count how often a page rewrites it. */
function useAddress(round: number, players: readonly string[] | null): void {
  const first = useRef(true);
  const key = JSON.stringify(players);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    const timer = setTimeout(() => {
      const search = writeMoment(location.search, { round, players });
      history.replaceState(history.state, '', `${location.pathname}${search}${location.hash}`);
    }, 300);
    return () => clearTimeout(timer);
  }, [round, key]);
}

/** Says where the playhead stands, unless the slider has the focus and says it itself. */
function useSpoken(replay: Replay, round: number, playing: boolean, reference: Reference): void {
  const first = useRef(true);
  useEffect(() => {
    if (first.current) {
      first.current = false;
      return;
    }
    if (document.activeElement?.matches('input[type="range"]') && !playing) return;
    const kl = asOf(klOf(replay.crowd, reference), round);
    announce(
      'replay',
      kl === null ? t('unit.round', { n: round }) : t('replay.sr.mean', { n: round, k: formatKl(kl) }),
    );
  }, [round]);
}
