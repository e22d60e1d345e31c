import type { JSX } from 'preact';
import { t } from '../../locales/translate.ts';
import { Indices } from './indices.tsx';
import type { Lesson } from './lessons.ts';

/** More than this does not fit in the large print. */
const mostLarge = 2;

/** What the class has just met, in two or three lines and its formulas. */
export function LearnCard({ lesson }: { lesson: Lesson }): JSX.Element {
  const { heading, text, formulas = [], notes = [] } = lesson;
  const dense = formulas.length + notes.length > mostLarge;
  return (
    <section class={dense ? 'card learn-card learn-dense' : 'card learn-card'}>
      <h2>{t(heading)}</h2>
      <p>{t(text)}</p>
      {formulas.map((formula) => (
        <p key={formula} class="math">
          <Indices text={t(formula)} />
        </p>
      ))}
      {notes.map((note) => (
        <p key={note} class="learn-example">
          <Indices text={t(note)} />
        </p>
      ))}
    </section>
  );
}
