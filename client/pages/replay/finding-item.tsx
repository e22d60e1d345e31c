import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { mixOf } from '../../../shared/fairness/mystery.ts';
import { Icon } from '../../art/icon.tsx';
import { t, type WordKey } from '../../locales/translate.ts';
import type { Finding, Pair, Place } from './check/findings.ts';

const faces = {
  good: { icon: 'check', tone: 'good', word: 'replay.fair.good' },
  bad: { icon: 'alert', tone: 'warn', word: 'replay.fair.wrong' },
  note: { icon: 'info', tone: 'note', word: 'replay.fair.note' },
} as const;

/** A chain that is broken once is broken from there on: the first places tell. */
const mostWrong = 3;
const mostEqual = 20;

export const titleOf = ({ id, n }: Finding): string => t(`replay.fair.${id}.h`, { n });

/** What was promised, whether it holds, and behind it the values themselves. */
export function FindingItem({ finding, mix }: { finding: Finding; mix: string }): JSX.Element {
  const { id, state, kind, n, pairs } = finding;
  const { icon, tone, word } = faces[state];
  const told = pairs.filter(({ expected, found }) => expected !== null || found !== null);
  const wrong = told.filter(({ ok }) => !ok);
  const equal = told.filter(({ ok }) => ok);
  const shown = wrong.length > 0 ? wrong.slice(0, mostWrong) : equal.slice(0, mostEqual);
  const wrongLeft = Math.max(0, wrong.length - mostWrong);
  const equalLeft = told.length - shown.length - wrongLeft;
  return (
    <li class={`fair-finding ${tone}`} data-finding={id}>
      <Icon name={icon} />
      <div>
        <h3>
          {titleOf(finding)} <span class="fair-state">{t(word)}</span>
        </h3>
        {state === 'bad' && id !== 'mix' && <p class="fair-wrong">{t(wrongWords(id, n), { n })}</p>}
        <p>{t(`replay.fair.${id}.${kind}` as WordKey, { n })}</p>
        {id === 'mix' && kind === 'word' && <MixQuestion mix={mix} />}
        {told.length > 0 && (
          <details open={wrong.length > 0}>
            <summary>{t('replay.fair.values')}</summary>
            <dl class="fair-values">
              {shown.map((pair, k) => (
                <Values key={k} pair={pair} />
              ))}
            </dl>
            {wrongLeft > 0 && <p>{t('replay.fair.others.bad', { n: wrongLeft })}</p>}
            {equalLeft > 0 && <p>{t('replay.fair.others', { n: equalLeft })}</p>}
          </details>
        )}
      </div>
    </li>
  );
}

/** Two values that are the same stand there once. */
function Values({ pair: { place, ok, expected, found } }: { pair: Pair }): JSX.Element {
  const where = placeOf(place);
  const shown = ok
    ? [[where || t('replay.fair.same'), found]]
    : [
        [[where, t('replay.fair.expected')].filter(Boolean).join(', '), expected],
        [[where, t('replay.fair.found')].filter(Boolean).join(', '), found],
      ];
  return (
    <div class={ok ? '' : 'warn'}>
      {shown.map(([label, value]) => (
        <>
          <dt>{label}</dt>
          <dd>{value ?? t('replay.fair.nothing')}</dd>
        </>
      ))}
    </div>
  );
}

/** A log that breaks off the game has no first event to point at. */
const wrongWords = (id: Exclude<Finding['id'], 'mix'>, n: number): WordKey =>
  id === 'order' && n === 0 ? 'replay.fair.order.broken' : `replay.fair.${id}.bad`;

function placeOf({ round, event, path }: Place): string {
  return [
    ...(round === undefined ? [] : [t('replay.fair.at.round', { n: round })]),
    ...(event === undefined ? [] : [t('replay.fair.at.event', { n: event })]),
    ...(path === undefined ? [] : [path]),
  ].join(', ');
}

/** Who was there knows the word, and can see that this one was mixed in and no other. */
function MixQuestion({ mix }: { mix: string }): JSX.Element {
  const [word, setWord] = useState('');
  const typed = word.trim() !== '';
  const right = typed && mixOf(word) === mix;
  return (
    <div class="fair-word">
      <label for="fair-word">{t('replay.fair.mix.ask')}</label>
      <input
        id="fair-word"
        class="input"
        type="text"
        maxLength={200}
        autoComplete="off"
        value={word}
        aria-describedby="fair-word-said"
        onInput={(event) => setWord(event.currentTarget.value)}
      />
      <p id="fair-word-said" role="status" class={right ? 'good' : 'fair-word-no'}>
        {typed && t(right ? 'replay.fair.mix.yes' : 'replay.fair.mix.no')}
      </p>
    </div>
  );
}
