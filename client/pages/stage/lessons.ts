import { finding } from '../../../shared/views/finding.ts';
import type { DisplayView } from '../../../shared/views/wire.ts';
import type { WordKey } from '../../locales/translate.ts';

export interface Lesson {
  readonly heading: WordKey;
  readonly text: WordKey;
  readonly formulas?: readonly WordKey[];
  readonly notes?: readonly WordKey[];
}

const kl: Lesson = {
  heading: 'learn.kl.h',
  text: 'learn.kl.p',
  formulas: ['learn.kl.f'],
  notes: ['learn.kl.ex'],
};
const posterior: Lesson = {
  heading: 'learn.post.h',
  text: 'learn.post.p',
  formulas: ['learn.post.f'],
  notes: ['learn.clt.p'],
};
const points: Lesson = {
  heading: 'learn.points.h',
  text: 'learn.points.p',
  formulas: ['learn.points.f'],
  notes: ['learn.score.p'],
};
const sample: Lesson = { heading: 'learn.sample.h', text: 'learn.sample.p', notes: ['learn.clt.p'] };
const crowd: Lesson = { heading: 'learn.crowd.h', text: 'learn.crowd.p', formulas: ['learn.crowd.f'] };
const bots: Lesson = { heading: 'learn.bots.h', text: 'learn.bots.p', notes: ['learn.bot.p'] };
const vi: Lesson = { heading: 'learn.vi.h', text: 'learn.vi.p', formulas: ['learn.elbo.f'] };
const q: Lesson = { heading: 'learn.q.h', text: 'learn.q.p' };
const elbo: Lesson = {
  heading: 'learn.elbo.h',
  text: 'learn.elbo.p',
  formulas: ['learn.elbo.f', 'debrief.elbo.f'],
  notes: ['learn.elbo.parts', 'learn.elbo.shared'],
};
const twist: Lesson = { heading: 'learn.twist.h', text: 'learn.twist.p', formulas: ['learn.twist.f'] };

const prior: Lesson = { heading: 'learn.prior.h', text: 'learn.prior.p', formulas: ['learn.prior.f'] };
const likelihood: Lesson = {
  heading: 'learn.like.h',
  text: 'learn.like.p',
  formulas: ['learn.like.f'],
};

/** While the first cookies come out there is no guess to show yet: what one believed before, then what they say. */
export function firstLesson(drawing: boolean): Lesson {
  return drawing ? prior : likelihood;
}

/** In the order a class meets them, one after every scored round. */
const ofPoints: readonly Lesson[] = [kl, posterior, points, sample, crowd, bots, vi, q];
const ofBeliefs: readonly Lesson[] = [q, elbo, vi, posterior, crowd, bots, kl, sample];

/** What the class has just met; a bot that overtakes or is overtaken is the moment for variational inference. */
export function lessonOf(view: DisplayView): Lesson {
  const isBelief = view.settings.estimate === 'belief';
  if (isBelief && view.twist) return twist;
  const lessons = isBelief ? ofBeliefs : ofPoints;
  const scored = view.crowdCurve.filter((value) => value !== null).length;
  const found = finding(view)?.key;
  // Before that card's own turn only, so that nothing is told twice in a row.
  if (found === 'beatbot' && scored <= lessons.indexOf(vi)) return vi;
  return lessons[Math.max(0, scored - 1) % lessons.length] ?? kl;
}
