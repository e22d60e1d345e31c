import { type Chance, oneOf, whole } from '../support/chance.ts';
import type { Trouble } from './checks/history.ts';
import type { Absence } from './checks/log-walk.ts';
import type { Student } from './people/student.ts';
import type { Teacher } from './people/teacher.ts';
import type { Machine, World } from './world/world.ts';

const botherings = ['sleep', 'tunnel', 'strand', 'cut', 'reload', 'second', 'clock'] as const;

/** What chance does to the class, until it is told to stop; then everything is made whole. */
export class Troubles {
  readonly absences: Absence[] = [];
  readonly doubtful: Trouble[] = [];
  crashes = 0;
  readonly #world: World;
  readonly #machine: Machine;
  readonly #people: { readonly students: readonly Student[]; readonly teacher: Teacher };
  readonly #chance: Chance;
  readonly #often: number;
  readonly #onDeath: () => void;
  /** Every second class meets few kinds of trouble, and those often: what needs two of a kind is rare among seven. */
  readonly #kinds: readonly (typeof botherings)[number][];
  readonly #diskShare: number;
  #over = false;
  #diedAt: number | null = null;

  constructor(
    world: World,
    machine: Machine,
    people: { readonly students: readonly Student[]; readonly teacher: Teacher },
    chance: Chance,
    often: number,
    onDeath: () => void,
  ) {
    this.#world = world;
    this.#machine = machine;
    this.#people = people;
    this.#chance = chance;
    this.#often = often;
    this.#onDeath = onDeath;
    this.#kinds = chance() < 0.5 ? botherings : [oneOf(chance, botherings), oneOf(chance, botherings)];
    this.#diskShare = oneOf(chance, [0.12, 0.12, 0.4]);
    if (often > 0) this.#next();
  }

  get isServerDown(): boolean {
    return this.#diedAt !== null;
  }

  /** The faults are over. */
  end(): void {
    this.#over = true;
    const { disk } = this.#world;
    disk.refusing = 'nothing';
    disk.slowness = 1;
    if (this.#diedAt !== null && !this.#machine.server.actor.alive) this.#boot();
    for (const student of this.#people.students) {
      student.setOnline(true);
      student.wake();
    }
  }

  #next(): void {
    this.#world.timeline.in((1500 + 14_000 * this.#chance()) / this.#often, null, () => {
      if (this.#over) return;
      this.#strike();
      this.#next();
    });
  }

  #strike(): void {
    const chance = this.#chance;
    const fate = chance();
    if (fate < 0.22) this.#crash();
    else if (fate < 0.26) this.#comeBack();
    else if (fate < 0.26 + this.#diskShare) this.#breakDisk();
    else this.#bother(oneOf(chance, this.#people.students));
  }

  #comeBack(): void {
    this.#world.witness.note('the teacher comes back');
    this.#people.teacher.comeBack();
  }

  /** The end of one life of the server, and after a while the next. */
  #crash(): void {
    if (this.#diedAt !== null) return;
    const { timeline, witness } = this.#world;
    const chance = this.#chance;
    const { server } = this.#machine;
    const fate = oneOf(chance, ['kill', 'kill', 'power', 'stop'] as const);
    witness.note(`the server meets: ${fate}`);
    this.crashes += 1;
    this.#diedAt = timeline.now;
    const away = oneOf(chance, [200, 3000, 25_000]) * chance();
    const down = () => {
      this.#diedAt = timeline.now;
      this.#onDeath();
      timeline.in(away, null, () => {
        if (this.#diedAt !== null && !this.#machine.server.actor.alive) this.#boot();
      });
    };
    if (fate === 'stop' && server.listening) {
      server.stop(down);
      return;
    }
    server.crash(fate === 'power');
    down();
  }

  #boot(): void {
    const { timeline, witness } = this.#world;
    const diedAt = this.#diedAt ?? timeline.now;
    this.#diedAt = null;
    this.absences.push({ diedAt, backAt: timeline.now });
    this.doubtful.push({ from: diedAt - 5000, to: timeline.now + 1000 });
    witness.note('the server starts');
    if (!this.#over) this.#stumble();
    this.#machine.boot();
  }

  /** A server that went for a reason may start under the same one, and go again at once. */
  #stumble(): void {
    const chance = this.#chance;
    if (chance() < 0.2) this.#breakDisk();
    if (chance() < 0.2) {
      this.#world.timeline.in(4000 * chance(), null, () => this.#over || this.#crash());
    }
  }

  #breakDisk(): void {
    const { timeline, disk, witness } = this.#world;
    const chance = this.#chance;
    const ms = 15_000 * chance() ** 2 + 50;
    if (chance() < 0.5) disk.slowness = oneOf(chance, [10, 100, 600]);
    else disk.refusing = chance() < 0.7 ? 'writes' : 'everything';
    witness.note(
      `the disk: ${disk.refusing} refused, ${disk.slowness} times as slow, for ${ms.toFixed(0)} ms`,
    );
    this.doubtful.push({ from: timeline.now - 5000, to: timeline.now + ms + 5000 });
    if (chance() < 0.5) this.#reloadImpatiently(ms);
    timeline.in(ms, null, () => {
      disk.refusing = 'nothing';
      disk.slowness = 1;
      witness.note('the disk is well again');
    });
  }

  /** Whoever waits for a page loads it again, and once more. */
  #reloadImpatiently(waitingMs: number): void {
    const chance = this.#chance;
    const student = oneOf(chance, this.#people.students);
    for (let times = 1 + whole(chance, 3); times > 0; times -= 1) {
      this.#world.timeline.in(waitingMs * chance(), null, () => this.#over || student.reload());
    }
  }

  #bother(student: Student): void {
    const { timeline, network, witness } = this.#world;
    const chance = this.#chance;
    const { page } = student;
    if (page === null) return;
    const what = oneOf(chance, this.#kinds);
    witness.note(`${page.name}: ${what}`);
    const soon = () => oneOf(chance, [1500, 6000, 40_000, 300_000]) * chance();
    switch (what) {
      case 'sleep':
        student.sleep();
        timeline.in(soon(), null, () => student.wake());
        return;
      case 'tunnel':
        student.setOnline(false);
        timeline.in(soon(), null, () => student.setOnline(true));
        return;
      case 'strand':
        network.strand(page);
        return;
      case 'cut':
        network.cut(page);
        return;
      case 'reload':
        student.reload();
        return;
      case 'second':
        student.openSecond();
        return;
      case 'clock':
        student.device.skew += (whole(chance, 2) === 0 ? -1 : 1) * 1_200_000 * chance();
    }
  }
}
