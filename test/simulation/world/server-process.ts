import { Server } from 'socket.io';
import { createCodeBudget } from '../../../server/code-budget.ts';
import { hashToken, type RandomBytes, type SlowHash } from '../../../server/codes.ts';
import type { Log } from '../../../server/log.ts';
import { createRoomService, type RoomService } from '../../../server/room-service.ts';
import { type Audiences, serveAudiences } from '../../../server/sockets/audiences.ts';
import { StoreUnavailable } from '../../../server/store/event-store.ts';
import type { Disk } from './disk.ts';
import { VirtualEngine } from './engine.ts';
import type { Network } from './network.ts';
import { type Actor, newActor, type Timeline } from './timeline.ts';

export interface ServerParts {
  readonly timeline: Timeline;
  readonly network: Network;
  readonly disk: Disk;
  readonly random: RandomBytes;
  readonly log: Log;
}

/** Scrypt protects a stolen file; no simulated thief steals one. */
const quickHash: SlowHash = {
  hash: async (_random, code) => hashToken(code),
  matches: async (hash, typed) => hash === hashToken(typed),
};

const PARTING_MS = 150;

/** One life of the server, from its start to a crash or a graceful stop. */
export class ServerProcess {
  readonly actor: Actor;
  readonly service: RoomService;
  readonly #parts: ServerParts;
  readonly #engine: VirtualEngine;
  #audiences: Audiences | null = null;
  listening = false;

  constructor(name: string, parts: ServerParts) {
    const { timeline, disk, random, log } = parts;
    this.#parts = parts;
    this.actor = newActor(name);
    this.#engine = new VirtualEngine(timeline, parts.network, this.actor);
    this.service = createRoomService({
      ...{ store: disk.storeFor(this.actor), clock: this.clock, random, log, slowHash: quickHash },
    });
  }

  get clock() {
    const { timeline } = this.#parts;
    return {
      now: () => Math.round(timeline.now),
      setTimer: (at: number, callback: () => void) => {
        const timer = timeline.at(at, this.actor, callback);
        return () => {
          timer.run = null;
        };
      },
    };
  }

  /** As main does: what is stored first, then whoever knocks. */
  start(onFailed: () => void): void {
    const { timeline } = this.#parts;
    timeline.in(0, this.actor, () => {
      this.#start().catch((error: unknown) => {
        // As main does: a server that cannot read its rooms ends, and its supervisor tries again.
        if (!(error instanceof StoreUnavailable)) throw error;
        timeline.in(0, null, onFailed);
      });
    });
  }

  async #start(): Promise<void> {
    const { network, log, random } = this.#parts;
    await this.service.recover();
    const { clock, service } = this;
    // The options of the engine are the engine's; what is left of Socket.IO's keeps its defaults.
    const io = new Server({ serveClient: false, connectTimeout: 10_000 });
    io.bind(this.#engine as never);
    this.#audiences = serveAudiences(io, {
      ...{ service, clock, log, codeBudget: createCodeBudget(clock, random) },
      config: { publicUrl: undefined, allowedOrigins: [], trustProxy: 0 },
    });
    network.listen(this.#engine);
    this.listening = true;
  }

  crash(powerCut: boolean): void {
    const { network, disk } = this.#parts;
    this.actor.alive = false;
    this.listening = false;
    network.processEnded(this.actor, powerCut);
    disk.crash(powerCut);
  }

  /** As main does on SIGTERM; the process is gone when `onEnd` is called. */
  stop(onEnd: () => void): void {
    const { timeline, network, disk } = this.#parts;
    timeline.in(0, this.actor, () => {
      this.#audiences?.farewell();
      this.clock.setTimer(this.clock.now() + PARTING_MS, () => {
        this.#audiences?.stop();
        for (const connection of [...this.#engine.clients]) connection.close();
        void this.service.stop().then(() => {
          this.listening = false;
          timeline.in(1, null, () => {
            this.actor.alive = false;
            network.processEnded(this.actor, false);
            disk.crash(false);
            onEnd();
          });
        });
      });
    });
  }
}
