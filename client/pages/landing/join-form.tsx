import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { errorWords, t } from '../../locales/translate.ts';
import { announce } from '../live-region.tsx';
import { type Answer, lookUpRoom } from '../shell/api.ts';
import { caretAfter, digitsOf, grouped } from './code-field.ts';

const leastDigits = 6;

interface Problem {
  readonly words: string;
  readonly replayId?: string | undefined;
}

/** Six digits and in. Pasted digits wait for the button, typed ones go by themselves. */
export function JoinForm(): JSX.Element {
  const [digits, setDigits] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const pasted = useRef(false);
  const field = useRef<HTMLInputElement>(null);

  const enter = async (code: string, byItself = false): Promise<void> => {
    if (busy) return;
    if (code.length < leastDigits) {
      fail({ words: t('join.err.code.short') });
      return;
    }
    setBusy(true);
    const answer = await lookUpRoom(code);
    const trouble = problemOf(answer);
    if (trouble === null) {
      location.assign(`/play/${code}`);
      return;
    }
    setBusy(false);
    // A busy server gives rooms longer codes: more digits may be on their way.
    if (byItself && !answer.ok && answer.code === 'room/unknown') return;
    fail(trouble);
  };

  const fail = (trouble: Problem): void => {
    setProblem(trouble);
    announce('join', trouble.words, 'assertive');
    field.current?.focus();
  };

  const onInput = (input: HTMLInputElement): void => {
    const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
    const next = digitsOf(input.value);
    input.value = grouped(next);
    input.setSelectionRange(caretAfter(next, before), caretAfter(next, before));
    const grew = next.length > digits.length;
    setDigits(next);
    setProblem(null);
    if (grew && next.length === leastDigits && !pasted.current) void enter(next, true);
    pasted.current = false;
  };

  return (
    <form
      class="card join-card"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void enter(digits);
      }}
    >
      <label for="join-code">
        <b>{t('landing.join.h')}</b> <span>{t('landing.join.sub')}</span>
      </label>
      <div class="join-row">
        <input
          ref={field}
          id="join-code"
          class="join-digits"
          type="text"
          inputMode="numeric"
          autoComplete="off"
          placeholder="000 000"
          value={grouped(digits)}
          aria-invalid={problem !== null}
          aria-describedby={problem === null ? undefined : 'join-problem'}
          onPaste={() => {
            pasted.current = true;
          }}
          onInput={(event) => onInput(event.currentTarget)}
        />
        <button type="submit" class="button button-primary" aria-disabled={busy}>
          {t('landing.join.cta')} <Icon name="arrow" />
        </button>
      </div>
      {problem !== null && (
        <p id="join-problem" class="field-error">
          <Icon name="alert" />
          <span>
            {problem.words}{' '}
            {problem.replayId !== undefined && <a href={`/replay/${problem.replayId}`}>{t('end.replay')}</a>}
          </span>
        </p>
      )}
    </form>
  );
}

type Found = Awaited<ReturnType<typeof lookUpRoom>>;

function problemOf(answer: Found): Problem | null {
  if (!answer.ok) return { words: refusalWords(answer), replayId: answer.replayId };
  if (answer.value.phase !== 'ended') return null;
  return { words: errorWords('room/ended'), replayId: answer.value.replayId ?? undefined };
}

function refusalWords(answer: Extract<Answer<unknown>, { ok: false }>): string {
  return answer.code === 'offline' ? t('net.fail.p') : errorWords(answer.code);
}
