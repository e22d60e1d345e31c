import { type Refusal, refuse } from '../errors.ts';
import { mixOf } from '../fairness/mystery.ts';
import type { Command, Decision } from './commands.ts';
import { accept } from './decision.ts';
import { fillJar, sealJar } from './seal.ts';
import type { RoomState } from './state.ts';

type Of<T extends Command['type']> = Extract<Command, { readonly type: T }>;

export function open(state: RoomState, command: Of<'open'>): Decision | Refusal {
  if (state.open.code !== '') return refuse('phase/not-now');
  const { code, settings } = command;
  return accept({ type: 'RoomOpened', code, settings }, sealJar(command));
}

/** New settings seal the jar anew, in front of everybody; after the class's word the seal is final. */
export function changeSettings({ open }: RoomState, command: Of<'settings'>): Decision | Refusal {
  if (open.phase !== 'lobby' || open.mix !== '') return refuse('phase/not-now');
  const { settings } = command;
  return accept({ type: 'SettingsChanged', settings }, sealJar({ ...command, code: open.code }));
}

export function mix(state: RoomState, { words }: Of<'mix'>): Decision | Refusal {
  if (state.open.phase !== 'lobby' || state.open.mix !== '') return refuse('phase/not-now');
  const spoken = mixOf(words);
  if (spoken === '') return refuse('payload/malformed');
  return accept({ type: 'MixSpoken', mix: spoken }, ...fillJar(state, spoken));
}

export function lock({ open }: RoomState, locked: boolean): Decision | Refusal {
  if (open.phase === 'revealed') return refuse('phase/not-now');
  if (open.locked === locked) return accept();
  return accept({ type: locked ? 'RoomLocked' : 'RoomUnlocked' });
}

export function join({ open }: RoomState, command: Of<'join'>): Decision | Refusal {
  if (open.phase === 'revealed') return refuse('room/ended');
  if (open.roster.has(command.playerId)) return refuse('op/conflict');
  if (open.locked) return refuse('room/locked');
  if (open.players >= open.settings.maxPlayers) return refuse('room/full');
  const { playerId, tokenHash, cookie } = command;
  return accept({ type: 'SeatTaken', playerId, tokenHash, cookie, fromRound: firstRoundToPlay(open) });
}

/** The running round is still open to a latecomer; after its close it is the next one. */
function firstRoundToPlay({ phase, round }: RoomState['open']): number {
  return phase === 'guessing' ? round : round + 1;
}
