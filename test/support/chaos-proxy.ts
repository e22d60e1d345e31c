import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { type Chance, chanceOf } from './chance.ts';
import { cable, Pipe, type Wire } from './chaos/pipe.ts';
import { forbidden, type Portal, portalAnswer } from './chaos/portal.ts';

/** `up` is what the client sends, `down` what it is sent. */
export type Way = 'up' | 'down' | 'both';
/** What happens to a request for a WebSocket. */
export type Upgrades = 'pass' | 'cut' | 'forbid' | 'hang';

/** A network between clients and one server that does what it is told; it works on bytes and knows no protocol of ours. */
export interface ChaosProxy {
  readonly port: number;
  readonly url: string;
  /** How bytes travel from now on. */
  shape(way: Way, wire: Partial<Wire>): void;
  /** Ends every open connection on both sides. */
  cut(how: 'rst' | 'fin'): void;
  /** Says goodbye on one side of every open connection only. */
  halfClose(side: 'client' | 'server'): void;
  /** From now on nothing gets through, on open connections and on new ones, and nobody is told. */
  freeze(way?: Way): void;
  /** What waited gets through, late, as after retransmission. */
  thaw(): void;
  /** New connections pass, but those open now stay frozen for good, as when a router forgot them. */
  abandon(): void;
  /** New connections are reset until told otherwise. */
  refuse(yes: boolean): void;
  /** How many have been. */
  refused(): number;
  upgrades(rule: Upgrades): void;
  /** Answers every new request itself and cuts the open connections; null lets the server answer again. */
  portal(kind: Portal | null): void;
  /** Cuts what carried no byte for so long; null never. */
  cutIdle(afterMs: number | null): void;
  /** Open connections, frozen ones too. */
  connections(): number;
  /** Frozen connections whose server does not know it yet. */
  halfOpen(): number;
  /** Requests for a WebSocket seen so far. */
  upgradesSeen(): number;
  close(): Promise<void>;
}

interface Connection {
  readonly client: Socket;
  readonly server: Socket | null;
  readonly up: Pipe | null;
  readonly down: Pipe | null;
  movedAt: number;
}

const idleCheckMs = 250;

export async function openChaosProxy(target: number, seed = 1, address = '127.0.0.1'): Promise<ChaosProxy> {
  const chance: Chance = chanceOf(seed);
  const wires: Record<'up' | 'down', Wire> = { up: cable, down: cable };
  const open = new Set<Connection>();
  const sockets = new Set<Socket>();
  let [frozenUp, frozenDown, refusing] = [false, false, false];
  let upgradeRule: Upgrades = 'pass';
  let upgradeCount = 0;
  let refusedCount = 0;
  let portal: Portal | null = null;
  let idleMs: number | null = null;

  function track(socket: Socket): void {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  }

  function drop(connection: Connection, how: 'rst' | 'fin'): void {
    connection.up?.stop();
    connection.down?.stop();
    for (const socket of [connection.client, connection.server]) {
      if (how === 'rst') socket?.resetAndDestroy();
      else socket?.end();
    }
    open.delete(connection);
  }

  /** The client's first bytes decide what becomes of its connection. */
  function begin(client: Socket, first: Buffer): void {
    const isUpgrade = /^upgrade: *websocket/im.test(first.toString('latin1'));
    if (isUpgrade) upgradeCount += 1;
    if (portal !== null) {
      client.end(portalAnswer(portal));
      return;
    }
    if (isUpgrade && upgradeRule === 'cut') client.resetAndDestroy();
    else if (isUpgrade && upgradeRule === 'forbid') client.end(forbidden);
    else if (isUpgrade && upgradeRule === 'hang') keep({ client, server: null, up: null, down: null });
    else join(client, first);
  }

  function keep(parts: Omit<Connection, 'movedAt'>): Connection {
    const connection = { ...parts, movedAt: performance.now() };
    open.add(connection);
    for (const socket of [parts.client, parts.server]) {
      socket?.once('close', () => {
        parts.up?.stop();
        parts.down?.stop();
        open.delete(connection);
        // A frozen network does not even tell that one side is gone.
        if (!(parts.up?.isFrozen || parts.down?.isFrozen))
          for (const other of [parts.client, parts.server]) other?.destroy();
      });
    }
    return connection;
  }

  function join(client: Socket, first: Buffer): void {
    const server = connect({ port: target, host: '127.0.0.1', allowHalfOpen: true });
    track(server);
    server.setNoDelay(true).on('error', () => client.destroy());
    const up = new Pipe(client, server, () => wires.up, chance);
    const down = new Pipe(server, client, () => wires.down, chance);
    if (frozenUp) up.freeze();
    if (frozenDown) down.freeze();
    const connection = keep({ client, server, up, down });
    const moved = (pipe: Pipe) => (bytes: Buffer) => {
      connection.movedAt = performance.now();
      pipe.take(bytes);
    };
    client.on('data', moved(up));
    server.on('data', moved(down));
    moved(up)(first);
  }

  const listener = createServer({ allowHalfOpen: true, noDelay: true }, (client) => {
    track(client);
    client.on('error', () => client.destroy());
    if (refusing) {
      refusedCount += 1;
      client.resetAndDestroy();
    } else {
      // Gone before it said anything.
      const gone = () => client.destroy();
      client.once('end', gone);
      client.once('data', (first) => {
        client.off('end', gone);
        begin(client, first);
      });
    }
  });
  const idleTimer = setInterval(() => {
    if (idleMs === null) return;
    for (const connection of open) {
      if (performance.now() - connection.movedAt > idleMs) drop(connection, 'rst');
    }
  }, idleCheckMs);
  await new Promise<void>((resolve) => listener.listen(0, address, resolve));
  const { port } = listener.address() as AddressInfo;

  return {
    port,
    url: `http://${address}:${port}`,
    shape(way, wire) {
      if (way !== 'down') wires.up = { ...wires.up, ...wire };
      if (way !== 'up') wires.down = { ...wires.down, ...wire };
    },
    cut(how) {
      for (const connection of open) drop(connection, how);
    },
    halfClose(side) {
      for (const connection of open) connection[side]?.end();
    },
    freeze(way = 'both') {
      if (way !== 'down') frozenUp = true;
      if (way !== 'up') frozenDown = true;
      for (const { up, down } of open) {
        if (frozenUp) up?.freeze();
        if (frozenDown) down?.freeze();
      }
    },
    thaw() {
      [frozenUp, frozenDown] = [false, false];
      for (const { up, down } of open) {
        up?.thaw();
        down?.thaw();
      }
    },
    abandon() {
      for (const { up, down } of open) {
        up?.freeze();
        down?.freeze();
      }
      [frozenUp, frozenDown] = [false, false];
    },
    refuse(yes) {
      refusing = yes;
    },
    refused: () => refusedCount,
    upgrades(rule) {
      upgradeRule = rule;
    },
    portal(kind) {
      portal = kind;
      if (kind !== null) for (const connection of open) drop(connection, 'rst');
    },
    cutIdle(afterMs) {
      idleMs = afterMs;
    },
    connections: () => open.size,
    halfOpen: () =>
      [...open].filter(({ server, up }) => up?.isFrozen === true && server?.readableEnded === false).length,
    upgradesSeen: () => upgradeCount,
    close() {
      clearInterval(idleTimer);
      for (const connection of open) drop(connection, 'rst');
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => listener.close(() => resolve()));
    },
  };
}
