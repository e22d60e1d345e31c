import { canonical } from '../../../shared/fairness/chain.ts';
import type { Kept } from '../../../shared/verification/steps.ts';
import { type PublishedLesson, verifyLesson } from '../../../shared/verification/verify-lesson.ts';
import type { Lesson, Otherwise } from '../../support/played-lesson.ts';
import { publishedLesson } from '../../support/published-lesson.ts';
import type { Published } from './tampering.ts';

export interface OtherHistories {
  readonly told: number;
  /** How many pass before who was not there: the record alone cannot give them away. */
  readonly believedByStrangers: number;
  /** What somebody who was there did not notice, and histories that are not whole in themselves. */
  readonly broken: readonly string[];
}

const ways: readonly Otherwise[] = ['seal', 'estimate', 'bet', 'lock'];

/**
 * The strongest forgery: not a changed record, but the whole lesson played again by the same server with one thing otherwise,
 * as a cheating host could publish it afterwards, or tell it to half of the class meanwhile.
 */
export async function tellOtherwise(
  lessons: readonly { readonly lesson: Lesson; readonly published: Published }[],
): Promise<OtherHistories> {
  const broken: string[] = [];
  let told = 0;
  let believedByStrangers = 0;
  for (const { lesson, published } of lessons) {
    for (const otherwise of ways) {
      const other = await publishedLesson({ ...lesson, otherwise });
      if (canonical(other.lesson) === canonical(published.lesson)) continue;
      told += 1;
      const what = `another ${otherwise} of lesson ${lesson.seed}`;
      if (!passes(other.lesson, other.kept)) broken.push(`${what} is no whole history`);
      if (passes(other.lesson, { commitment: null, receipts: [] })) believedByStrangers += 1;
      // Two phones that were told different stories: whichever is published, one of them knows.
      const sides = [
        [other.lesson, published.kept],
        [published.lesson, other.kept],
      ] as const;
      for (const [shown, kept] of sides) {
        if (passes(shown, onlyTheLast(kept))) broken.push(`nobody noticed ${what}`);
        // A server that lied from the first moment gave heads of its lie: what was sent tells.
        const lied = { ...(shown === other.lesson ? other.kept : published.kept), placed: kept.placed ?? [] };
        if ((otherwise === 'estimate' || otherwise === 'bet') && passes(shown, lied))
          broken.push(`nobody missed what was sent, ${what}`);
        if (otherwise === 'seal' && passes(shown, { commitment: kept.commitment, receipts: [] }))
          broken.push(`the seal alone did not tell ${what}`);
      }
    }
  }
  return { told, believedByStrangers, broken };
}

/** One head is enough: it vouches for everything before it. */
function onlyTheLast({ receipts }: Kept): Kept {
  return { commitment: null, receipts: receipts.slice(-1) };
}

function passes(lesson: PublishedLesson, kept: Kept): boolean {
  return verifyLesson(lesson, kept).every(({ ok }) => ok);
}
