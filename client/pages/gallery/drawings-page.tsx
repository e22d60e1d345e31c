import type { ComponentChildren, JSX } from 'preact';
import { Awning } from '../../art/awning.tsx';
import { Cookie } from '../../art/cookie.tsx';
import { CookieHeap } from '../../art/cookie-heap.tsx';
import { flavourIds } from '../../art/flavours.ts';
import { Icon, iconNames } from '../../art/icon.tsx';
import { Logo } from '../../art/logo.tsx';
import { OpenTin } from '../../art/open-tin.tsx';
import { PodiumStack } from '../../art/podium-stack.tsx';
import { Sprinkles } from '../../art/sprinkles.tsx';
import { Tin } from '../../art/tin.tsx';
import { ConvergenceChart } from '../../charts/convergence-chart.tsx';
import { DotHistogram } from '../../charts/dot-histogram.tsx';
import { EstimateChart } from '../../charts/estimate-chart.tsx';
import { MixBar } from '../../charts/mix-bar.tsx';
import { MyCurve } from '../../charts/my-curve.tsx';
import { RoundDots } from '../../charts/round-dots.tsx';
import type { Series } from '../../charts/series.tsx';
import { Sparkline } from '../../charts/sparkline.tsx';
import { TimerRing } from '../../charts/timer-ring.tsx';
import { Tray } from '../../charts/tray.tsx';

/* Invented numbers: this page shows every drawing of the shop at once, for those who change one. */
const wave = (seed: number, n: number): number => Math.abs(Math.sin(seed * 12.9898 + n * 78.233)) % 1;
const kl = (seed: number, fall: number): readonly (number | null)[] =>
  Array.from({ length: 11 }, (_, n) => Math.max(1e-6, 0.12 * 10 ** (-fall * n * 0.35 - 1.1 * wave(seed, n))));
const names = ['사후분포', '다쿠아즈', '초코칩러버', 'Maple Bagel', '딸기우유'];
const series: readonly Series[] = [
  ...Array.from(
    { length: 25 },
    (_, i): Series => ({ id: `p${i}`, kind: 'player', values: kl(i + 9, 0.5 + 0.4 * wave(i, 1)) }),
  ),
  ...names.map(
    (label, i): Series => ({ id: label, label, kind: 'top', rank: i + 1, values: kl(i + 1, 0.8) }),
  ),
  { id: 'mean', label: '반 평균', kind: 'mean', values: kl(50, 0.9) },
  { id: 'bot', label: '조금씩 봇', kind: 'bot', values: kl(51, 0.1).map((_, n) => 0.1 * 10 ** (-0.22 * n)) },
];
const estimates: readonly Series[] = series.map((one) => ({
  ...one,
  values: one.values.map((value, n) => 0.7 + (n % 2 === 0 ? 1 : -1) * Math.sqrt((value ?? 0) * 0.42)),
}));
const guesses = Array.from(
  { length: 28 },
  (_, i) => 0.58 + 0.16 * ((wave(i, 3) + wave(i, 4) + wave(i, 5)) / 3) + 0.02 * wave(i, 6),
);
const order = (count: number): string =>
  Array.from({ length: count }, (_, i) => (wave(i, 2) < 0.72 ? '0' : '1')).join('');

function Show({
  name,
  wide,
  tall,
  children,
}: {
  name: string;
  wide?: number;
  tall?: number;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <figure class="card" style={{ width: `${wide ?? 320}px` }}>
      <div style={{ height: tall === undefined ? 'auto' : `${tall}px` }}>{children}</div>
      <figcaption class="caption">{name}</figcaption>
    </figure>
  );
}

/** Every drawing and chart at once: /?gallery=drawings */
export function DrawingsPage(): JSX.Element {
  return (
    <main id="main" style={{ display: 'flex', flexWrap: 'wrap', gap: '16px', padding: '0 24px 24px' }}>
      <Awning stripes={20} />
      <Show name="Cookie">
        <p style={{ fontSize: '44px', display: 'flex', gap: '8px' }}>
          {flavourIds.map((flavour) => (
            <Cookie key={flavour} flavour={flavour} title={flavour} />
          ))}
        </p>
        <p style={{ fontSize: '44px', display: 'flex', gap: '8px' }}>
          {flavourIds.map((flavour) => (
            <Cookie key={flavour} flavour={flavour} mono />
          ))}
        </p>
      </Show>
      <Show name="Logo, Icon" wide={420}>
        <p class="sign">
          <Logo /> 변분과자점
        </p>
        <p style={{ display: 'flex', flexWrap: 'wrap', gap: '8px' }}>
          {iconNames.map((name) => (
            <Icon key={name} name={name} size={24} />
          ))}
        </p>
      </Show>
      <Show name="Tin" wide={220}>
        <Tin />
      </Show>
      <Show name="Tin sealed" wide={220}>
        <Tin label="? : ?" sublabel="10,000개" sealed />
      </Show>
      <Show name="Tin open" wide={220}>
        <Tin open />
      </Show>
      <Show name="CookieHeap" wide={700}>
        <CookieHeap sublabel="10,000개" />
      </Show>
      <Show name="OpenTin, Sprinkles" wide={520}>
        <Sprinkles />
        <OpenTin
          mix={[
            { flavour: 'choc', share: 0.7 },
            { flavour: 'van', share: 0.3 },
          ]}
          label="10,000개"
          sublabel="과자"
        />
      </Show>
      <Show name="PodiumStack" wide={620} tall={520}>
        <PodiumStack
          title="시상대"
          places={[
            { place: 1, name: '다쿠아즈', points: '12,588점', note: '마지막 추측 69.9%' },
            { place: 2, name: '사후분포', points: '12,355점', note: '마지막 추측 70.4%' },
            { place: 3, name: '초코칩러버', points: '12,090점', note: '마지막 추측 70.1%' },
          ]}
        />
      </Show>
      <Show name="ConvergenceChart" wide={900} tall={440}>
        <ConvergenceChart
          series={series}
          rounds={15}
          reached={10}
          floorLabel="거의 0"
          xLabel="라운드"
          rollingMean
          title="열 라운드의 KL"
        />
      </Show>
      <Show name="ConvergenceChart with a playhead" wide={620} tall={360}>
        <ConvergenceChart
          series={series}
          rounds={10}
          reached={10}
          playhead={5}
          floorLabel="almost 0"
          xLabel="round"
          title="KL up to round five"
        />
      </Show>
      <Show name="EstimateChart" wide={620} tall={360}>
        <EstimateChart
          series={estimates}
          rounds={10}
          reached={10}
          window={[0.4, 0.9]}
          truth={{ share: 0.7, label: '진짜 비율 70%' }}
          xLabel="라운드"
          title="추측"
        />
      </Show>
      <Show name="DotHistogram" wide={620} tall={400}>
        <DotHistogram
          values={guesses}
          previous={guesses.map((share) => share - 0.03 + 0.06 * wave(share, 8))}
          window={[0.4, 0.9]}
          mean={0.658}
          spread={0.042}
          labels={{ title: '추측 28개', mean: '평균 65.8 ± 4.2%' }}
        />
      </Show>
      <Show name="DotHistogram of a lecture" wide={460} tall={300}>
        <DotHistogram
          values={Array.from({ length: 9 }, (_, k) =>
            guesses.map((share) => share + 0.05 * wave(k, share * 50) - 0.2 * (k % 9 === 8 ? 1 : 0)),
          ).flat()}
          window={[0.4, 0.9]}
          mean={0.69}
          spread={0.05}
          labels={{ title: '추측 252개', mean: '평균 69 ± 5%' }}
        />
      </Show>
      <Show name="MixBar" wide={460}>
        <MixBar
          legend
          parts={[
            { flavour: 'choc', value: 69, label: '초콜릿' },
            { flavour: 'van', value: 31, label: '바닐라' },
          ]}
        />
        <MixBar
          total={100}
          parts={flavourIds.map((flavour, i) => ({ flavour, value: 22 - 3 * i }))}
          title="다섯 맛"
        />
      </Show>
      <Show name="Tray of 100" wide={400} tall={400}>
        <Tray order={order(100)} shown={96} flavours={['choc', 'van']} title="뽑은 과자 96개" />
      </Show>
      <Show name="Tray of 5" wide={300} tall={200}>
        <Tray order={order(5)} shown={3} flavours={['choc', 'van']} title="뽑은 과자 3개" />
      </Show>
      <Show name="Tray of 250" wide={400} tall={400}>
        <Tray order={order(250)} shown={250} flavours={['str', 'mat']} title="뽑은 과자 250개" />
      </Show>
      <Show name="Sparkline" wide={200}>
        <Sparkline values={kl(3, 0.7)} title="흐름" playhead={5} />
        <Sparkline values={kl(4, 0.7)} kind="top" rank={2} title="흐름" />
        <Sparkline values={kl(5, 0.3)} kind="bot" title="흐름" />
      </Show>
      <Show name="TimerRing" wide={260}>
        <div style={{ display: 'flex', gap: '12px' }}>
          <TimerRing fraction={0.55} seconds={22} title="22초" size={90} />
          <TimerRing fraction={0.2} seconds={8} warn title="8초" size={90} />
        </div>
        <div style={{ display: 'flex', gap: '12px' }}>
          <TimerRing fraction={1} seconds={null} label="12 / 30" title="12 / 30" size={90} />
          <TimerRing fraction={0.5} seconds={12} paused title="멈춤" size={90} />
        </div>
      </Show>
      <Show name="RoundDots" wide={420}>
        <RoundDots round={3} rounds={15} title="15라운드 중 3라운드" />
      </Show>
      <Show name="MyCurve" wide={360}>
        <MyCurve
          values={kl(6, 0.8)}
          bot={kl(0, 0).map((_, n) => 0.1 * 10 ** (-0.22 * n))}
          rounds={15}
          floorLabel="거의 0"
          title="내 KL"
        />
      </Show>
      <Show name="Controls" wide={420}>
        <p>
          <button type="button" class="button button-primary">
            들어가기 <Icon name="arrow" />
          </button>{' '}
          <button type="button" class="button">
            멈춤
          </button>{' '}
          <button type="button" class="button button-quiet">
            닫기
          </button>
        </p>
        <label class="switch">
          <input type="checkbox" checked /> 누적 집계
        </label>
        <div class="segmented">
          <button type="button" aria-pressed="true">
            늘
          </button>
          <button type="button" aria-pressed="false">
            이번만
          </button>
        </div>
        <div class="field">
          <label for="gallery-name">별명</label>
          <input id="gallery-name" class="input" value="버터링" />
          <p class="field-error">
            <Icon name="alert" size="1.2em" /> 이미 쓰는 별명이에요.
          </p>
        </div>
      </Show>
    </main>
  );
}
