import type { HostView } from '../../../../shared/views/wire.ts';
import type { WordKey } from '../../../locales/translate.ts';

/** What to ask the class at this moment. */
export function cueOf({ phase, round, rounds, crowd, bots, twist, settings }: HostView): WordKey {
  const first = round <= 1;
  switch (phase) {
    case 'lobby':
      return 'cue.lobby';
    case 'guessing':
      return first ? 'cue.guessing.first' : round > rounds / 2 ? 'cue.guessing.late' : 'cue.guessing';
    case 'results': {
      if (twist) return 'cue.results.twist';
      if (first) return 'cue.results.first';
      if (settings.estimate === 'belief' && round % 2 === 0) return 'cue.results.belief';
      const svi = bots?.find(({ bot }) => bot === 'svi');
      if (round === Math.ceil(rounds / 2)) return 'cue.results.crowd';
      return svi !== undefined && crowd !== null && svi.kl > crowd.kl ? 'cue.results.bot' : 'cue.results';
    }
    case 'bet':
      return 'cue.bet';
    case 'revealed':
      return 'cue.revealed';
    case 'ended':
      return 'cue.ended';
  }
}
