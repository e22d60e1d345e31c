import type { JSX } from 'preact';
import type { BoardCadence, BotName } from '../../../../shared/room/settings.ts';
import { t } from '../../../locales/translate.ts';
import type { CardProps } from './cards.ts';
import { Choices, Toggle } from './controls.tsx';
import { changed } from './draft.ts';

const bots: readonly BotName[] = ['exact', 'svi', 'decay'];
const cadences = { every: 1, third: 3, end: 'end', never: 'never' } as const;

function cadenceOf(board: BoardCadence): keyof typeof cadences {
  if (board === 'end' || board === 'never') return board;
  return board === 1 ? 'every' : 'third';
}

export function ShowCard({ draft, change }: CardProps): JSX.Element {
  const { tally = 'always', histogram = 'close', board = 1, bots: chosen = [] } = draft.input;
  return (
    <section class="card" aria-labelledby="setup-show">
      <h2 id="setup-show">{t('setup.show.h')}</h2>
      <Choices
        label={t('setup.show.tally')}
        hint={t(`setup.tally.${tally}.p`)}
        value={tally}
        choices={[
          { value: 'always', label: t('setup.tally.always') },
          { value: 'draw', label: t('setup.tally.draw') },
          { value: 'none', label: t('setup.tally.none') },
        ]}
        onChange={(next) => change(changed(draft, { tally: next }))}
      />
      <Choices
        label={t('round.guesses')}
        hint={t('setup.hist.hint')}
        value={histogram}
        choices={[
          { value: 'close', label: t('setup.hist.close') },
          { value: 'live', label: t('setup.hist.live') },
          { value: 'never', label: t('setup.hist.never') },
        ]}
        onChange={(next) => change(changed(draft, { histogram: next }))}
      />
      <Choices
        label={t('setup.show.board')}
        value={cadenceOf(board)}
        choices={[
          { value: 'every', label: t('setup.board.every') },
          { value: 'third', label: t('setup.board.k', { n: 3 }) },
          { value: 'end', label: t('setup.board.end') },
          { value: 'never', label: t('setup.board.never') },
        ]}
        onChange={(next) => change(changed(draft, { board: cadences[next] }))}
      />
      <fieldset class="setup-bots">
        <legend>{t('setup.bots.h')}</legend>
        {bots.map((bot) => (
          <Toggle
            key={bot}
            label={t(`bot.${bot}`)}
            hint={t(`setup.bot.${bot}.p`)}
            on={chosen.includes(bot)}
            onChange={(on) =>
              change(changed(draft, { bots: bots.filter((b) => (b === bot ? on : chosen.includes(b))) }))
            }
          />
        ))}
      </fieldset>
    </section>
  );
}
