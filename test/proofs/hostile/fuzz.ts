import { chanceOf } from '../../support/chance.ts';
import { Attacker, authFor } from './attacker.ts';
import { mutated } from './mutations.ts';
import type { HostileStage } from './stage.ts';
import { namespaces, transports } from './table.ts';

export interface Fuzzed {
  readonly frames: number;
  readonly connections: number;
  readonly faults: readonly string[];
}

/** Packets between two questions whether the line still stands. */
const burst = 4;
/** Connections that speak at once. */
const voices = 12;

/** So many mutated frames from a seed, at rooms of their own; a room that was played to its end is replaced. */
export async function fuzz(stage: HostileStage, seed: number, frames: number): Promise<Fuzzed> {
  const faults: string[] = [];
  const before = await stage.bystanders();
  let sent = 0;
  let connections = 0;

  async function speak(voice: number): Promise<void> {
    const chance = chanceOf(seed + voice);
    const transport = transports[voice % 4 === 3 ? 1 : 0] ?? 'websocket';
    while (sent < frames && faults.length === 0) {
      const room = await stage.roomIn(voice % 3 === 0 ? 'guessing' : 'lobby');
      const namespace = namespaces[Math.floor(chance() * 3)] ?? '/player';
      const attacker = new Attacker(stage.port, transport, namespace, authFor(namespace, transport, room));
      // A room is tired after so many: its seat has left, or its game is over.
      for (let k = 0; k < 400 && sent < frames; k += 1) {
        const packets = Array.from({ length: burst }, () => mutated(chance, namespace));
        sent += burst;
        try {
          for (const answer of (await attacker.say(packets)) ?? []) {
            if (/node_modules|\.ts:\d|"stack"|"internal"/.test(answer))
              faults.push(`an answer was ${answer.slice(0, 200)}`);
          }
        } catch (error) {
          if (/not let in: 44/.test(String(error))) break;
          faults.push(`voice ${voice} after ${packets.join(' ⏎ ').slice(0, 600)}: ${String(error)}`);
          if (!stage.server.isRunning) return;
          attacker.close();
        }
      }
      connections += attacker.connections;
      attacker.close();
      stage.release(room);
    }
  }

  await Promise.all(Array.from({ length: voices }, (_, voice) => speak(voice)));
  if (stage.server.isRunning && (await stage.bystanders()) !== before)
    faults.push('the room next door noticed the fuzz');
  return { frames: sent, connections, faults: [...faults, ...stage.faults()] };
}
