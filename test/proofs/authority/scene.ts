import { digestOf } from '../../../server/codes.ts';
import type { LiveRoom } from '../../../server/room-service.ts';
import type { OpenedRoom, Reply } from '../../../shared/protocol.ts';
import type { Phase, RoomState } from '../../../shared/room/state.ts';
import { startServer, type TestServer } from '../../server/http/support.ts';
import { Client, connectSocket } from '../../support/classroom.ts';
import type { Transport } from '../../support/raw-wire.ts';
import type { Role } from './expected.ts';

const settings = { rounds: 1, guessSeconds: null, bet: true, drawSize: 10, language: 'en' } as const;
const ways: Readonly<Record<Phase, readonly string[]>> = {
  lobby: [],
  guessing: ['start'],
  results: ['start', 'close'],
  bet: ['start', 'close', 'next'],
  revealed: ['start', 'close', 'next', 'reveal'],
  ended: ['start', 'close', 'end'],
};

export interface Scene {
  readonly opened: OpenedRoom;
  readonly room: LiveRoom;
  /** The one secret each role holds. */
  readonly secrets: Readonly<Record<Role, string>>;
  /** A seat for the host to act on. */
  readonly target: string;
}

/** Everything a room knows; presence and the marks of answered operations apart. */
export function hashOf({ state, names }: LiveRoom): string {
  const plain = (value: RoomState) =>
    JSON.parse(
      JSON.stringify(value, (key, part) => {
        if (['seq', 'head', 'present', 'connection'].includes(key)) return undefined;
        return part instanceof Map ? [...part] : part instanceof Set ? [...part] : part;
      }),
    );
  return digestOf([plain(state), [...names]]);
}

/** The whole application in this process, so that every state can be looked at. */
export class Theatre {
  readonly server: TestServer;
  #other: { readonly opened: OpenedRoom; readonly token: string; readonly gone: string } | null = null;

  constructor(server: TestServer) {
    this.server = server;
  }

  static async open(): Promise<Theatre> {
    const theatre = new Theatre(await startServer());
    const opened = await theatre.server.openRoom({ ...settings });
    const deleted = await theatre.server.openRoom({ ...settings });
    const seat = await theatre.server.service.join(opened.code, 'Other', 0);
    if (!seat.ok) throw new Error(seat.code);
    await theatre.server.fetch(`/api/rooms/${deleted.replayId}`, {
      method: 'DELETE',
      headers: { authorization: `Bearer ${deleted.hostToken}` },
    });
    theatre.#other = { opened, token: seat.token ?? '', gone: deleted.hostToken };
    return theatre;
  }

  /** A room in the phase with everybody who has or had something to do with it. */
  async scene(phase: Phase): Promise<Scene> {
    const { service } = this.server;
    const opened = await this.server.openRoom({ ...settings });
    const room = service.byCode(opened.code);
    const other = this.#other;
    if (room === undefined || other === null) throw new Error('the room is not there');
    const seats = [];
    for (const name of ['Mina', 'Jun', 'Removed', 'Left', 'Target']) {
      const seat = await service.join(opened.code, name, 0);
      if (!seat.ok) throw new Error(seat.code);
      seats.push({ playerId: seat.playerId, token: seat.token ?? '' });
    }
    const [mina, jun, removed, left, target] = seats;
    if (!mina || !jun || !removed || !left || !target) throw new Error('nobody came');
    await service.execute(room, { type: 'remove', playerId: removed.playerId }, 'host', 'r');
    await service.execute(room, { type: 'leave', playerId: left.playerId }, left.playerId, 'l');
    for (const type of ways[phase]) {
      const command = type === 'next' ? { type, draws: 1 } : { type: type as 'start' };
      const result = await service.execute(room, command as { type: 'start' }, 'host', `to-${type}`);
      if (!result.ok) throw new Error(`${type}: ${result.code}`);
    }
    const secrets = {
      host: opened.hostToken,
      'host by recovery code': opened.recoveryCode,
      player: mina.token,
      'second seat': jun.token,
      'removed seat': removed.token,
      'left seat': left.token,
      display: 'nothing',
      'host of another room': other.opened.hostToken,
      'player of another room': other.token,
      'host of a deleted room': other.gone,
      stranger: 'made-up',
    };
    return { opened, room, secrets, target: target.playerId };
  }

  /** Lets a client in, or the code of the refusal. */
  enter(namespace: string, auth: object, transport: Transport): Promise<Client<unknown> | string> {
    const client = new Client<unknown>(
      connectSocket(this.server.address, namespace, auth, { transports: [transport], reconnection: false }),
    );
    return new Promise((resolve) => {
      client.socket.once('connect', () => resolve(client));
      client.socket.once('connect_error', (error: Error & { data?: { code: string } }) => {
        client.close();
        resolve(error.data?.code ?? error.message);
      });
    });
  }

  close(): Promise<void> {
    return this.server.stop();
  }
}

let ops = 0;

/** Whether the message was taken. */
export async function say(client: Client<unknown>, event: string, payload: object): Promise<boolean> {
  ops += 1;
  const body = event === 'time' ? {} : { opId: `m${ops}`, ...payload };
  const reply: Reply = await client.raw(event, body);
  return reply.ok;
}
