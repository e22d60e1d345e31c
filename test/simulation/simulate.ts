import type { Log } from '../../server/log.ts';
import type { OpenedRoomSecrets } from '../../server/room-service.ts';
import { StoreUnavailable } from '../../server/store/event-store.ts';
import { type Chance, chanceOf } from '../support/chance.ts';
import { morning } from '../support/room.ts';
import { checkFold, checkPages, checkPresence, checkRest } from './checks/end-state.ts';
import { checkFairness } from './checks/fairness.ts';
import { checkHistory } from './checks/history.ts';
import { planClass } from './class-plan.ts';
import type { Invariant } from './invariants.ts';
import { Student } from './people/student.ts';
import { ScreenPage, Teacher } from './people/teacher.ts';
import { Troubles } from './troubles.ts';
import { Witness } from './witness.ts';
import { Disk } from './world/disk.ts';
import { enter } from './world/globals.ts';
import { useNetwork } from './world/line-socket.ts';
import { fair, Network } from './world/network.ts';
import { ServerProcess } from './world/server-process.ts';
import { Timeline } from './world/timeline.ts';
import type { Machine, World } from './world/world.ts';

export interface Outcome {
  readonly seed: number;
  readonly violations: readonly { readonly invariant: Invariant; readonly what: string }[];
  /** Of everything that was sent, shown and written: the same seed gives the same. */
  readonly digest: string;
  readonly commands: number;
  readonly acknowledged: number;
  readonly crashes: number;
  /** Messages that never arrived, and writes that a crash took back. */
  readonly losses: number;
  readonly virtualMs: number;
}

const LONGEST_LESSON_MS = 200_000;
/** A dead line is found out after 18 s at the latest, a page that waits to connect after 5 s more. */
const RECOVERY_MS = 45_000;
const SUPERVISOR_MS = 1000;
const LAST_STEPS_MS = 30_000;

/** One class from first to last: everything that is chance comes from the seed. */
export async function simulate(
  seed: number,
  onTrace: ((line: string) => void) | null = null,
): Promise<Outcome> {
  const chance = (salt: number) => chanceOf(seed * 8 + salt);
  const witness = new Witness();
  const timeline = new Timeline((error) => witness.thrown(error));
  const network = new Network(timeline, chance(1), witness);
  const disk = new Disk(timeline, chance(2));
  Object.assign(witness, { disk, timeline, onTrace });
  const rejected = (error: unknown) => witness.thrown(error);
  process.on('unhandledRejection', rejected);
  process.on('uncaughtException', rejected);
  enter({ timeline, network, chance: chance(3) });
  useNetwork(network, witness);
  try {
    const run = new Run(witness, timeline, network, disk, chance);
    await run.play();
    return {
      ...{ seed, violations: witness.violations, digest: witness.digest(), crashes: run.crashes },
      ...{ commands: witness.ops.size, acknowledged: witness.acknowledged },
      ...{ losses: network.lost + disk.lost, virtualMs: Math.round(timeline.now - morning) },
    };
  } finally {
    enter(null);
    useNetwork(null, null);
    process.off('unhandledRejection', rejected);
    process.off('uncaughtException', rejected);
  }
}

class Run {
  crashes = 0;
  readonly #witness: Witness;
  readonly #timeline: Timeline;
  readonly #network: Network;
  readonly #disk: Disk;
  readonly #chance: (salt: number) => Chance;
  readonly #machine: Machine;
  #lives = 0;

  constructor(
    witness: Witness,
    timeline: Timeline,
    network: Network,
    disk: Disk,
    chance: (salt: number) => Chance,
  ) {
    this.#witness = witness;
    this.#timeline = timeline;
    this.#network = network;
    this.#disk = disk;
    this.#chance = chance;
    const bytes = chance(4);
    const random = (size: number) => Uint8Array.from({ length: size }, () => Math.floor(bytes() * 256));
    const log = this.#log();
    const life = () => {
      this.#lives += 1;
      return new ServerProcess(`server-${this.#lives}`, { timeline, network, disk, random, log });
    };
    this.#machine = {
      server: life(),
      boot: () => {
        const server = life();
        this.#machine.server = server;
        server.start(() => {
          if (!server.actor.alive) return;
          this.#witness.note('the server could not start');
          server.crash(false);
          timeline.in(SUPERVISOR_MS, null, () => {
            if (this.#machine.server === server) this.#machine.boot();
          });
        });
      },
    };
  }

  /** Errors are for what nobody foresaw; what the disk refuses is foreseen. */
  #log(): Log {
    const bad = (data: object, what: string) => {
      const { err } = data as { readonly err?: unknown };
      if (!(err instanceof StoreUnavailable)) this.#witness.thrown(err ?? what);
    };
    const quiet = () => {};
    return { debug: quiet, info: quiet, warn: quiet, error: bad, fatal: bad } as unknown as Log;
  }

  async play(): Promise<void> {
    const timeline = this.#timeline;
    const plan = planClass(this.#chance(0));
    this.#witness.note(JSON.stringify(plan));
    const opened = await this.#open(plan.settings);
    const { room, hostToken, recoveryCode } = opened;
    this.#witness.secrecy.keep(hostToken, recoveryCode);
    const world: World = {
      ...{ timeline, network: this.#network, disk: this.#disk, witness: this.#witness },
      ...{ code: room.row.code, key: room.row.joinKey, keys: { hostToken, recoveryCode } },
      machine: this.#machine,
    };
    this.#network.weather = plan.weather;
    const hand = this.#chance(5);
    const teacher = new Teacher(world, chanceOf(Math.floor(hand() * 2 ** 31)));
    const students = Array.from({ length: plan.students }, (_, k) => {
      const student = new Student(k + 1, world, chanceOf(Math.floor(hand() * 2 ** 31)));
      student.arrive(hand() < 0.75 ? 4000 * hand() : 60_000 * hand());
      return student;
    });
    const displays = Array.from(
      { length: plan.displays },
      (_, k) => new ScreenPage(`projector.${k + 1}`, world, '/display', () => ({ room: world.code })),
    );
    const check = () => {
      const live = this.#machine.server.service.byCode(world.code);
      if (live !== undefined) checkFold(live, this.#disk, this.#witness);
    };
    const people = { students, teacher };
    const troubles = new Troubles(world, this.#machine, people, this.#chance(6), plan.trouble, check);
    await timeline.until(timeline.now + LONGEST_LESSON_MS, () => teacher.isOver);

    // From here on nothing breaks any more: whatever was promised has to come about.
    this.#witness.note('the faults are over');
    this.#network.weather = fair;
    troubles.end();
    for (const student of students) student.rest();
    teacher.waiting = true;
    await timeline.until(timeline.now + RECOVERY_MS);
    await this.#look(world);
    this.#checkMiddle(world, students);
    teacher.waiting = false;
    teacher.finishing = true;
    const screens = [{ screen: teacher.screen, isHost: true }];
    for (const screen of displays) screens.push({ screen, isHost: false });
    await timeline.until(timeline.now + LAST_STEPS_MS, () => teacher.isOver);
    await timeline.until(timeline.now + 5000);
    this.crashes = troubles.crashes;

    const live = this.#machine.server.service.byCode(world.code);
    if (live === undefined) this.#witness.break('views-converge', 'the room is gone');
    else {
      checkRest(live, this.#disk, this.#witness);
      checkPresence(live, students, this.#witness);
      checkPages(live, students, screens, this.#witness);
    }
    const logs = new Map([...this.#disk.logs].map(([id, { events }]) => [id, events]));
    checkHistory(logs, this.#witness, troubles.absences, troubles.doubtful);
    checkFairness(logs, this.#witness);
    for (const { seq, by, event } of [...logs.values()].flat()) {
      this.#witness.note(`${seq} ${by}: ${JSON.stringify(event)}`);
    }
  }

  async #open(settings: object): Promise<OpenedRoomSecrets> {
    const { server } = this.#machine;
    server.start(() => this.#witness.thrown('the first start failed'));
    let opened: OpenedRoomSecrets | undefined;
    await this.#timeline.until(this.#timeline.now + 1000, () => server.listening);
    this.#timeline.in(0, server.actor, () => {
      void server.service.openRoom(settings).then((result) => {
        if (!result.ok) throw new Error(`the room was refused: ${result.code}`);
        opened = result;
      });
    });
    await this.#timeline.until(this.#timeline.now + 1000, () => opened !== undefined);
    if (opened === undefined) throw new Error('no room was opened');
    return opened;
  }

  /** A room that could not be written to reads its log again when the next command comes, and not before. */
  async #look({ code }: World): Promise<void> {
    const { service, actor } = this.#machine.server;
    const live = service.byCode(code);
    if (live === undefined) return;
    this.#timeline.in(0, actor, () => void service.execute(live, { type: 'tick' }, 'clock'));
    await this.#timeline.until(this.#timeline.now + 1000);
  }

  /** Everybody is back, and the clock has done its work without anybody's help. */
  #checkMiddle(world: World, students: readonly Student[]): void {
    const live = this.#machine.server.service.byCode(world.code);
    if (live === undefined) return;
    checkRest(live, this.#disk, this.#witness);
    checkPresence(live, students, this.#witness);
    const { phase, paused, closesAt } = live.state.open;
    if (phase === 'guessing' && !paused && closesAt !== null && this.#timeline.now > closesAt + 3000) {
      this.#witness.break(
        'clock-closes',
        `the round should have been closed ${this.#timeline.now - closesAt} ms ago`,
      );
    }
  }
}
