import { io, type Socket } from 'socket.io-client';
import type { OpenedRoom, Reply, Welcome } from '../../shared/protocol.ts';
import { protocolVersion } from '../../shared/protocol-version.ts';
import type { SettingsInput } from '../../shared/room/settings.ts';
import type { HostView } from '../../shared/views/wire.ts';
import type { Bakery } from '../support/browser-classroom.ts';

/** One line to the server: it speaks, and is answered. */
export interface Line {
  send(event: string, payload?: object): Promise<void>;
  close(): void;
}

export interface ScriptedStudent extends Line {
  readonly playerId: string;
  readonly name: string;
  readonly token: string;
}

/** A lesson moved by programs, for pages that want a room in a certain state. */
export interface ScriptedRoom {
  readonly opened: OpenedRoom;
  readonly host: Line;
  readonly students: readonly ScriptedStudent[];
  /** The host's newest picture of the room. */
  view(): HostView;
  join(name: string, cookie?: number): Promise<ScriptedStudent>;
  /** Waits until the host sees it. */
  until(seen: (view: HostView) => boolean): Promise<void>;
  close(): void;
}

type Transport = 'websocket' | 'polling';

const patienceMs = 15_000;
let count = 0;

export async function openRoom(
  bakery: Pick<Bakery, 'address'>,
  settings: SettingsInput,
): Promise<OpenedRoom> {
  const response = await fetch(`${bakery.address}/api/rooms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ settings }),
  });
  if (response.status !== 201) throw new Error(`no room: ${response.status} ${await response.text()}`);
  return (await response.json()) as OpenedRoom;
}

export async function scriptRoom(
  bakery: Pick<Bakery, 'address'>,
  settings: SettingsInput,
  transport: Transport = 'websocket',
): Promise<ScriptedRoom> {
  const opened = await openRoom(bakery, settings);
  const { code, hostToken } = opened;
  const auth = { room: code, protocol: protocolVersion, hostToken };
  const socket = open(bakery, '/host', auth, transport);
  let view = await once<HostView>(socket, 'view');
  const looking = new Set<() => void>();
  socket.on('view', (next: HostView) => {
    view = next;
    for (const look of looking) look();
  });
  const students: ScriptedStudent[] = [];
  return {
    opened,
    host: line(socket),
    students,
    view: () => view,
    async join(name, cookie = students.length % 5) {
      const student = await joinAs(bakery, opened, name, cookie);
      students.push(student);
      return student;
    },
    until(seen) {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`not seen: ${seen}`)), patienceMs);
        const look = () => {
          if (!seen(view)) return;
          clearTimeout(late);
          looking.delete(look);
          resolve();
        };
        looking.add(look);
        look();
      });
    },
    close() {
      for (const student of students) student.close();
      socket.close();
    },
  };
}

async function joinAs(
  bakery: Pick<Bakery, 'address'>,
  opened: OpenedRoom,
  name: string,
  cookie: number,
): Promise<ScriptedStudent> {
  const socket = open(bakery, '/player', { room: opened.code, protocol: protocolVersion, name, cookie });
  const { playerId, token = '' } = await once<Welcome>(socket, 'welcome');
  return { ...line(socket), playerId, name, token };
}

function open(
  bakery: Pick<Bakery, 'address'>,
  namespace: string,
  auth: object,
  transport: Transport = 'websocket',
): Socket {
  return io(bakery.address + namespace, { auth, transports: [transport], forceNew: true });
}

function once<T>(socket: Socket, event: string): Promise<T> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no ${event}`)), patienceMs);
    socket.once('connect_error', reject);
    socket.once(event, (value: T) => {
      clearTimeout(late);
      resolve(value);
    });
  });
}

function line(socket: Socket): Line {
  return {
    async send(event, payload = {}) {
      count += 1;
      const stamped = { opId: `scripted-${count}`, ...payload };
      const reply: Reply = await socket.timeout(patienceMs).emitWithAck(event, stamped);
      if (!reply.ok) throw new Error(`${event}: ${reply.error.code}`);
    },
    close: () => socket.close(),
  };
}

/** A whole round: drawn, guessed by everybody, closed. `aims` are shares of the first flavour, one per student. */
export async function playRound(room: ScriptedRoom, round: number, aims: readonly number[]): Promise<void> {
  if (round === 1) await room.host.send('start');
  else await room.host.send('next');
  await Promise.all(
    room.students.map((student, i) => student.send('guess', guessOf(room, round, aims[i] ?? 0.5))),
  );
  await room.host.send('close');
  await room.until((view) => view.phase === 'results' && view.round === round);
}

/** Shares, or a belief as sure as forty cookies make it: the one the room plays with. */
export function guessOf({ opened }: Pick<ScriptedRoom, 'opened'>, round: number, share: number): object {
  const first = Math.round(share * 1000) / 1000;
  const p = [first, Math.round((1 - first) * 1000) / 1000];
  const isBelief = opened.settings.estimate === 'belief';
  return { round, estimate: isBelief ? { alpha: p.map((one) => 1 + 40 * one) } : { p }, done: true };
}
