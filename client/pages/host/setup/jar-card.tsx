import type { JSX } from 'preact';
import { Cookie } from '../../../art/cookie.tsx';
import { flavourArt, flavourIds } from '../../../art/flavours.ts';
import { Icon } from '../../../art/icon.tsx';
import { MixBar } from '../../../charts/mix-bar.tsx';
import { formatCount, formatPercent } from '../../../locales/numbers.ts';
import { t } from '../../../locales/translate.ts';
import type { CardProps } from './cards.ts';
import { FieldError, Toggle } from './controls.tsx';
import {
  jarLines,
  mostFlavours,
  populationOf,
  withCount,
  withFlavour,
  withMystery,
  withoutFlavour,
  withPopulation,
} from './draft.ts';
import { Stepper } from './stepper.tsx';

const mostCookies = 1_000_000;

/** What is in the jar, or that nobody is to know. Blank while this screen may be on the wall. */
export function JarCard({ draft, change, fault, masked }: CardProps & { masked: boolean }): JSX.Element {
  const { input } = draft;
  const lines = jarLines(input);
  const population = populationOf(input);
  const mystery = input.mystery !== undefined;
  const faulty = fault?.field === 'flavours' || fault?.field === 'mystery';
  const hidden = masked && !mystery;
  return (
    <section class="card setup-jar" aria-labelledby="setup-jar">
      <div class="setup-card-head">
        <h2 id="setup-jar">{t('setup.jar.h')}</h2>
        <span>{t('setup.jar.total', { n: formatCount(population) })}</span>
      </div>
      <Toggle
        label={t('setup.mystery')}
        hint={t('setup.mystery.p')}
        on={mystery}
        onChange={(on) => change(withMystery(draft, on))}
      />
      {mystery || hidden ? (
        <div class="setup-sealed-bar">
          <b>{hidden ? t('setup.mask.on') : lines.map(() => '?').join(' : ')}</b>
        </div>
      ) : (
        <MixBar
          parts={lines.map(({ name, count }, i) => ({
            flavour: flavourArt(name, i),
            value: count ?? 0,
          }))}
        />
      )}
      <ul class="setup-flavours">
        {lines.map(({ name, count }, i) => (
          <li key={name}>
            <span class="setup-flavour-name">
              <Cookie flavour={flavourArt(name, i)} size={34} /> {name}
            </span>
            {count !== null && !hidden && (
              <>
                <Stepper
                  id={`setup-count-${i}`}
                  value={count}
                  min={0}
                  max={mostCookies}
                  step={100}
                  label={t('setup.jar.count', { name })}
                  invalid={faulty}
                  describedBy={faulty ? 'setup-jar-error' : undefined}
                  onChange={(next) => change(withCount(draft, i, next))}
                />
                <b class="setup-percent">{formatPercent(population === 0 ? 0 : count / population)}%</b>
              </>
            )}
            {hidden && <b class="setup-percent">?</b>}
            <button
              type="button"
              class="setup-remove"
              aria-label={t('setup.jar.remove', { name })}
              disabled={lines.length <= 2}
              onClick={() => change(withoutFlavour(draft, i))}
            >
              <Icon name="trash" />
            </button>
          </li>
        ))}
        {mystery && (
          <li>
            <span class="setup-flavour-name">{t('setup.mystery.population')}</span>
            <Stepper
              id="setup-population"
              value={population}
              min={lines.length}
              max={mostCookies}
              step={1000}
              label={t('setup.mystery.population')}
              invalid={faulty}
              describedBy={faulty ? 'setup-jar-error' : undefined}
              onChange={(next) => change(withPopulation(draft, next))}
            />
          </li>
        )}
      </ul>
      {faulty && <FieldError id="setup-jar-error">{fault.words}</FieldError>}
      {lines.length < mostFlavours && (
        <button
          type="button"
          class="setup-add"
          onClick={() => change(withFlavour(draft, input.language ?? 'ko'))}
        >
          <Icon name="plus" /> {t('setup.jar.add')}
          <span>
            {flavourIds.slice(lines.length).map((flavour) => (
              <Cookie key={flavour} flavour={flavour} size={26} />
            ))}
          </span>
        </button>
      )}
    </section>
  );
}
