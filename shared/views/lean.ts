import type { PlayerView, YouView } from './wire.ts';

/** As it travels to phones: what is null is left out, which most of a view is most of the time. */
export type Lean<View> = {
  readonly [Key in keyof View as null extends View[Key] ? never : Key]: View[Key];
} & {
  readonly [Key in keyof View as null extends View[Key] ? Key : never]?: NonNullable<View[Key]>;
};

export function lean<View extends object>(view: View): Lean<View> {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null)) as Lean<View>;
}

export function wholeView(view: Lean<PlayerView>): PlayerView {
  return {
    head: null,
    draw: null,
    tally: null,
    opensAt: null,
    closesAt: null,
    remainingMs: null,
    posterior: null,
    belief: null,
    bets: null,
    jar: null,
    fairness: null,
    replayId: null,
    botCurve: null,
    ...view,
  };
}

export function wholeYou(you: Lean<YouView>): YouView {
  return { score: null, klJar: null, bet: null, ...you };
}
