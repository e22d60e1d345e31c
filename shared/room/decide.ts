import { type Refusal, refuse } from '../errors.ts';
import type { Command, CommandMeta, Decision } from './commands.ts';
import * as lobby from './decide-lobby.ts';
import * as revealing from './decide-reveal.ts';
import * as rounds from './decide-round.ts';
import * as seat from './decide-seat.ts';
import { earlierAnswer } from './decision.ts';
import { type DrawSource, drawFromSeal } from './seal.ts';
import type { RoomState } from './state.ts';

/** What the room makes of a command: the facts to record, or why not. It changes nothing itself. */
export function decide(
  state: RoomState,
  command: Command,
  meta: CommandMeta,
  draw: DrawSource = drawFromSeal,
): Decision | Refusal {
  const earlier = earlierAnswer(state, meta);
  if (earlier !== null) return earlier;
  if (command.type === 'open') return lobby.open(state, command);
  if (state.open.code === '') return refuse('room/unknown');
  switch (command.type) {
    case 'connect':
      return seat.connect(state, command);
    case 'disconnect':
      return seat.disconnect(state, command);
    case 'tick':
      return rounds.tick(state, meta);
    case 'restart':
      return rounds.restart(state, command, meta);
  }
  if (state.open.phase === 'ended') return refuse('room/ended');
  switch (command.type) {
    case 'settings':
      return lobby.changeSettings(state, command);
    case 'mix':
      return lobby.mix(state, command);
    case 'lock':
    case 'unlock':
      return lobby.lock(state, command.type === 'lock');
    case 'join':
      return lobby.join(state, command);
    case 'rename':
      return seat.rename(state, command);
    case 'leave':
      return seat.leave(state, command);
    case 'remove':
      return seat.remove(state, command);
    case 'guess':
      return seat.guess(state, command, meta);
    case 'bet':
      return seat.bet(state, command);
    case 'moreTime':
      return seat.moreTime(state, command);
    case 'start':
      return rounds.start(state, meta, draw);
    case 'next':
      return rounds.next(state, command, meta, draw);
    case 'skip':
      return rounds.skip(state, meta);
    case 'close':
      return rounds.close(state);
    case 'extend':
      return rounds.extend(state, command, meta);
    case 'pause':
      return rounds.pause(state, meta);
    case 'resume':
      return rounds.resume(state, meta);
    case 'reveal':
      return revealing.reveal(state);
    case 'end':
      return revealing.end(state);
  }
}
