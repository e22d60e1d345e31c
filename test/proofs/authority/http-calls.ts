import type { Phase } from '../../../shared/room/state.ts';
import { roles } from './expected.ts';
import { hashOf, type Theatre } from './scene.ts';

const changing = ['names', ''] as const;
const exportsOf = ['export.csv', 'export.json'] as const;

/** Every call that needs the host, with every secret there is and with none. */
export async function askByHttp(
  theatre: Theatre,
  phase: Phase,
): Promise<{ readonly cells: number; readonly faults: readonly string[] }> {
  const faults: string[] = [];
  let cells = 0;
  const { server } = theatre;
  const shared = await theatre.scene(phase);
  const opened = phase === 'revealed' || phase === 'ended';

  for (const role of [...roles, 'nobody'] as const) {
    const isHost = role === 'host';
    const scene = isHost ? await theatre.scene(phase) : shared;
    const { replayId } = scene.opened;
    const headers = role === 'nobody' ? {} : { authorization: `Bearer ${scene.secrets[role]}` };
    const check = (what: string, status: number, wanted: number) => {
      cells += 1;
      if (status !== wanted) faults.push(`${role}: ${what} in ${phase} answered ${status}, not ${wanted}`);
    };
    const before = hashOf(scene.room);
    for (const file of exportsOf) {
      const response = await server.fetch(`/api/replays/${replayId}/${file}`, { headers });
      const claims = role !== 'nobody';
      check(file, response.status, !opened ? 404 : claims && !isHost ? 403 : 200);
      if (!isHost && (await response.text()).includes('Mina')) faults.push(`${role} read names from ${file}`);
    }
    if (hashOf(scene.room) !== before) faults.push(`${role}: reading changed the room in ${phase}`);
    for (const part of changing) {
      const path = `/api/rooms/${replayId}${part === '' ? '' : `/${part}`}`;
      const response = await server.fetch(path, { method: 'DELETE', headers });
      check(`DELETE ${part}`, response.status, isHost ? 204 : 403);
      if (!isHost && hashOf(scene.room) !== before)
        faults.push(`${role}: DELETE ${part} changed the room in ${phase}`);
    }
    const left = server.service.byCode(scene.opened.code) !== undefined;
    if (left === isHost) faults.push(`${role}: the room is ${left ? 'still there' : 'gone'} in ${phase}`);
  }
  return { cells, faults };
}
