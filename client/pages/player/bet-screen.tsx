import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { BetAnswer } from '../../../shared/protocol.ts';
import { flavourArt } from '../../art/flavours.ts';
import { Icon } from '../../art/icon.tsx';
import { MixBar } from '../../charts/mix-bar.tsx';
import { errorWords, flavourWord, t } from '../../locales/translate.ts';
import { type Band, moveEdge } from './band.ts';
import type { Game } from './game.ts';
import { ShareSlider } from './share-slider.tsx';
import { percentOf } from './shares.ts';
import { Stepper } from './stepper.tsx';
import { TopBar } from './top-bar.tsx';
import './bet.css';

/** Before the jar opens: a sealed band that should hold the first flavour's share nine times in ten. */
export function BetScreen({ game }: { game: Game }): JSX.Element | null {
  const settings = game.settings.value;
  const sealed = game.you.value?.bet?.band;
  const [band, setBand] = useState<Band>(() =>
    sealed === undefined ? [50, 950] : [Math.round(sealed[0] * 1000), Math.round(sealed[1] * 1000)],
  );
  const [state, setState] = useState<'open' | 'sending' | 'sealed'>(sealed === undefined ? 'open' : 'sealed');
  const [refused, setRefused] = useState<string | null>(null);
  if (settings === null) return null;
  const flavour = flavourWord(settings.flavours[0] ?? '');
  const set = (edge: 0 | 1, value: number) => {
    setBand(moveEdge(band, edge, value));
    setState('open');
  };
  const place = async () => {
    setState('sending');
    const reply = await game.line.send<BetAnswer>('bet', { band: band.map((edge) => edge / 1000) });
    setState(reply.ok ? 'sealed' : 'open');
    setRefused(reply.ok ? null : reply.error.code);
  };
  return (
    <main class="phone" id="main">
      <TopBar game={game} heading={t('bet.h')} />
      <h1 tabIndex={-1}>{t('bet.q', { flavour })}</h1>
      <p class="hint">{t('bet.p')}</p>
      <div class="spacer" />
      <p class="bet-band">
        {percentOf(band[0])} – {percentOf(band[1])}%
      </p>
      {([0, 1] as const).map((edge) => {
        const label = t(edge === 0 ? 'bet.from' : 'bet.to', { flavour });
        const value = band[edge];
        return (
          <section key={edge} class="bet-edge">
            <div class="value-row">
              <span class="name">{label}</span>
              <b>{percentOf(value)}%</b>
            </div>
            <div class="bet-row">
              <Stepper
                by={-1}
                label={t('guess.minus01')}
                text="−"
                onStep={(by) => set(edge, value + by)}
                onRelease={() => {}}
              />
              <ShareSlider
                value={value}
                label={label}
                valueText={t('guess.slider.text', { v: percentOf(value), flavour })}
                track={
                  <MixBar
                    parts={[
                      { flavour: null, value: band[0] },
                      { flavour: flavourArt(settings.flavours[0] ?? '', 0), value: band[1] - band[0] },
                    ]}
                    total={1000}
                  />
                }
                onInput={(next) => set(edge, next)}
                onRelease={() => {}}
              />
              <Stepper
                by={1}
                label={t('guess.plus01')}
                text="+"
                onStep={(by) => set(edge, value + by)}
                onRelease={() => {}}
              />
            </div>
          </section>
        );
      })}
      <p class="hint">{t('bet.cost', { v: percentOf(band[1] - band[0]) })}</p>
      <div class="go">
        <p
          class="placing-note hint"
          data-state={state === 'sealed' ? 'received' : refused === null ? 'idle' : 'refused'}
        >
          {state === 'sealed' ? (
            <>
              <Icon name="lock" size={18} />
              {t('bet.sealed')}
            </>
          ) : game.line.unsaved.value ? (
            errorWords('store/unavailable')
          ) : refused === null ? (
            t('bet.silence')
          ) : (
            errorWords(refused)
          )}
        </p>
        <button
          type="button"
          class="button button-primary button-wide"
          disabled={state !== 'open'}
          onClick={() => void place()}
        >
          {t('bet.place')}
        </button>
      </div>
    </main>
  );
}
