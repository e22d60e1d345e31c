import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { completeSettings } from '../../../../shared/room/complete-settings.ts';
import { type PresetId, presets } from '../../../../shared/room/presets.ts';
import { Icon } from '../../../art/icon.tsx';
import { Tin } from '../../../art/tin.tsx';
import { roomLanguage } from '../../../locales/languages.ts';
import { formatCount } from '../../../locales/numbers.ts';
import { errorWords, language, t } from '../../../locales/translate.ts';
import { announce } from '../../live-region.tsx';
import { openRoom } from '../../shell/api.ts';
import { Link } from '../../shell/link.tsx';
import { navigate } from '../../shell/router.ts';
import { TopBar } from '../../shell/top-bar.tsx';
import { rememberTaken } from '../past-rooms-store.ts';
import type { Fault } from './cards.ts';
import { ClassCard } from './class-card.tsx';
import { Toggle } from './controls.tsx';
import { type Draft, draftOf, type FaultyField, faultOf, parseDraft } from './draft.ts';
import { EstimateCard } from './estimate-card.tsx';
import { JarCard } from './jar-card.tsx';
import { presetWords } from './preset-words.ts';
import { RoundsCard } from './rounds-card.tsx';
import { ScoreCard } from './score-card.tsx';
import { ShowCard } from './show-card.tsx';
import { SummaryCard } from './summary-card.tsx';
import './setup.css';

const keptAs = 'setup-draft';

/** Where the keyboard goes when this part of the form cannot stand. */
const firstFieldOf: Partial<Record<FaultyField, readonly string[]>> = {
  flavours: ['setup-count-0', 'setup-jar'],
  mystery: ['setup-population'],
  drawSize: ['setup-draw-0'],
  rounds: ['setup-rounds-n'],
  guessSeconds: ['setup-seconds'],
  title: ['setup-title'],
  maxPlayers: ['setup-most'],
};

export function SetupPage(): JSX.Element {
  const [draft, setDraft] = useState<Draft>(
    () => parseDraft(sessionStorage.getItem(keptAs)) ?? draftOf('lesson', roomLanguage(language.value)),
  );
  const [masked, setMasked] = useState(true);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const [password, setPassword] = useState<string | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    document.title = `${t('setup.h1')} · ${t('app.name')}`;
  }, []);

  const change = (next: Draft): void => {
    setDraft(next);
    setFault(null);
    setProblem(null);
    sessionStorage.setItem(keptAs, JSON.stringify(next));
  };

  const pointAt = (field: FaultyField): void => {
    const words = faultWords(draft, field);
    // A number nobody can see cannot be put right.
    if (field === 'flavours') setMasked(false);
    setFault({ field, words });
    announce('setup', words, 'assertive');
    setTimeout(() => {
      const target = (firstFieldOf[field] ?? [])
        .map((id) => document.getElementById(id))
        .find((found) => found);
      target?.focus();
    });
  };

  const open = async (): Promise<void> => {
    if (busy) return;
    const faulty = faultOf(draft.input);
    if (faulty !== null) {
      pointAt(faulty);
      return;
    }
    setBusy(true);
    setProblem(null);
    const answer = await openRoom(draft.input, password ?? undefined);
    setBusy(false);
    if (answer.ok) {
      const { value } = answer;
      rememberTaken(value, value.hostToken);
      sessionStorage.removeItem(keptAs);
      navigate(`/host/${value.code}`);
      return;
    }
    if (answer.code === 'host/required') {
      setPassword(password ?? '');
      setProblem(t(password === null ? 'setup.password.p' : 'setup.password.wrong'));
      setTimeout(() => document.getElementById('setup-password')?.focus());
      return;
    }
    const words = problemWords(answer.code);
    setProblem(words);
    announce('setup', words, 'assertive');
  };

  const cards = { draft, change, fault };
  return (
    <>
      <TopBar back="/">
        <Toggle label={t('setup.mask')} hint={t('setup.mask.hint')} on={masked} onChange={setMasked} />
      </TopBar>
      <main id="main" class="page setup" tabIndex={-1}>
        <form
          id="setup-form"
          class="setup-form"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            void open();
          }}
        >
          <h1>{t('setup.h1')}</h1>
          <PresetRow
            draft={draft}
            masked={masked}
            choose={(id) => change(draftOf(id, draft.input.language ?? roomLanguage(language.value)))}
          />
          {draft.preset !== null && (
            <Link to={`/plan/${draft.preset}`} class="setup-plan">
              {t('plan.link')} <Icon name="arrow" size="1em" />
            </Link>
          )}
          <JarCard {...cards} masked={masked} />
          <div class="setup-column">
            <RoundsCard {...cards} />
            <ClassCard {...cards} />
          </div>
          <div class="setup-column">
            <EstimateCard {...cards} />
            <ScoreCard {...cards} />
            <ShowCard {...cards} />
          </div>
        </form>
        <aside>
          <SummaryCard
            input={draft.input}
            masked={masked}
            busy={busy}
            problem={problem}
            password={password}
            setPassword={setPassword}
            tin={<Tin label={masked || draft.input.mystery ? '?' : undefined} />}
          />
        </aside>
      </main>
    </>
  );
}

interface PresetRowProps {
  readonly draft: Draft;
  readonly masked: boolean;
  readonly choose: (id: PresetId) => void;
}

function PresetRow({ draft, masked, choose }: PresetRowProps): JSX.Element {
  return (
    <fieldset class="setup-presets">
      <legend class="visually-hidden">{t('preset.label')}</legend>
      {presets('ko').map(({ id }) => (
        <label key={id}>
          <input type="radio" name="preset" checked={draft.preset === id} onChange={() => choose(id)} />
          <span>{masked ? blank(t(presetWords[id])) : t(presetWords[id])}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** A name that tells the mix keeps it to itself while the wall may see it. */
const blank = (words: string): string => words.replace(/\d+(?: : \d+)+/, (mix) => mix.replace(/\d+/g, '?'));

function faultWords(draft: Draft, field: FaultyField): string {
  if (field === 'drawSize') {
    const answer = completeSettings(draft.input);
    const sizes = [draft.input.drawSize ?? 100].flat();
    return !answer.ok && sizes.some((size) => size < 1 || size > 1000)
      ? t('setup.err.range', { lo: 1, hi: formatCount(1000) })
      : t('setup.err.total');
  }
  if (field !== 'flavours' && field !== 'mystery') return t('setup.err.other');
  const lines = draft.input.flavours ?? [];
  if (field === 'flavours' && lines.filter(({ count }) => count > 0).length < 2) return t('setup.err.zero');
  return t('setup.err.flavours');
}

/** Of a full disk the teacher reads more than a student: somebody has to do something about it. */
function problemWords(code: string): string {
  if (code === 'offline') return t('net.fail.p');
  return code === 'store/unavailable' ? t('host.unsaved') : errorWords(code);
}
