import type { JSX } from 'preact';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { t, type WordKey } from '../../locales/translate.ts';

interface Lesson {
  readonly heading: WordKey;
  readonly text: WordKey;
  readonly formula?: WordKey;
  readonly example?: WordKey;
}

const firstLesson: Lesson = {
  heading: 'learn.kl.h',
  text: 'learn.kl.p',
  formula: 'learn.kl.f',
  example: 'learn.kl.ex',
};

/** In the order a class meets them, one after every scored round. */
const lessons: readonly Lesson[] = [
  firstLesson,
  { heading: 'learn.post.h', text: 'learn.post.p', formula: 'learn.post.f', example: 'learn.clt.p' },
  { heading: 'learn.points.h', text: 'learn.points.p', formula: 'learn.points.f' },
  { heading: 'learn.sample.h', text: 'learn.sample.p', example: 'learn.clt.p' },
  { heading: 'learn.crowd.h', text: 'learn.crowd.p', formula: 'learn.crowd.f' },
  { heading: 'learn.bots.h', text: 'learn.bots.p', example: 'learn.bot.p' },
  { heading: 'learn.vi.h', text: 'learn.vi.p', formula: 'learn.elbo.f' },
  { heading: 'learn.q.h', text: 'learn.q.p' },
];

/** What the class has just met, in two or three lines and one formula. */
export function LearnCard({ view }: { view: DisplayView }): JSX.Element {
  const scored = view.crowdCurve.filter((value) => value !== null).length;
  const lesson = lessons[Math.max(0, scored - 1) % lessons.length] ?? firstLesson;
  return (
    <section class="card learn-card">
      <h2>{t(lesson.heading)}</h2>
      <p>{t(lesson.text)}</p>
      {lesson.formula !== undefined && <p class="math">{t(lesson.formula)}</p>}
      {lesson.example !== undefined && <p class="learn-example">{t(lesson.example)}</p>}
    </section>
  );
}
