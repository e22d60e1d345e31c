import { httpRaids } from './inputs/raids-http.ts';
import { pollingRaids } from './inputs/raids-polling.ts';
import { webSocketRaids } from './inputs/raids-websocket.ts';
import type { AttackedRoom, HostileStage } from './stage.ts';
import type { Raided } from './table.ts';

const raids = [...pollingRaids, ...webSocketRaids, ...httpRaids];

/** Every raid in every phase of a room, and without one; those that wait for a limit of time once, side by side. */
export async function raid(stage: HostileStage): Promise<Raided> {
  const faults: string[] = [];
  const numbers = new Set<number>();
  let cells = 0;
  const before = await stage.bystanders();
  const places: readonly (AttackedRoom | null)[] = [...stage.rooms, null];
  const [first] = stage.rooms;

  async function against(room: AttackedRoom | null, some: typeof raids): Promise<void> {
    for (const { number, what, run } of some) {
      numbers.add(number);
      cells += 1;
      const fault = await run({ port: stage.port, room }).catch((error: unknown) => String(error));
      if (fault !== undefined) faults.push(`${number} ${what}: ${fault}`);
    }
  }

  const waiting = raids.filter(({ slow }) => slow).map((slow) => against(first ?? null, [slow]));
  const states = await Promise.all(stage.rooms.map((room) => stage.stateOf(room)));
  for (const room of places)
    await against(
      room,
      raids.filter(({ slow }) => !slow),
    );
  await Promise.all(waiting);
  for (const [k, room] of stage.rooms.entries()) {
    if ((await stage.stateOf(room)) !== states[k]) faults.push(`the room in ${room.phase} changed`);
    faults.push(...(await stage.playsOn(room)));
  }
  if ((await stage.bystanders()) !== before) faults.push('the room next door noticed something');
  return { cells, connections: cells, numbers, faults: [...faults, ...stage.faults()] };
}
