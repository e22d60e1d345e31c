import { inParallel, runSeeds } from '../simulation/fleet.ts';
import { keptSeeds } from '../simulation/kept-seeds.ts';
import { plants } from '../simulation/planted/plants.ts';
import { seedsToFind } from '../simulation/planted/search.ts';
import type { Outcome } from '../simulation/simulate.ts';
import { count, type Proof, type Size } from './proof.ts';

/** A planted bug that needs more seeds than `search` tells of a simulation that is too gentle. */
const sizes: Record<Size, { readonly seeds: number; readonly search: number }> = {
  ci: { seeds: 10_000, search: 3000 },
  full: { seeds: 100_000, search: 10_000 },
};
/** So many seeds a process runs before the next one takes over. */
const PORTION = 500;
const MOST_SHOWN = 10;

type Task = () => Promise<void>;

export const simulation: Proof = {
  id: 'P3',
  promise: 'in every simulated lesson the promises of a room hold, whatever breaks',
  async prove(size) {
    const { seeds, search } = sizes[size];
    const sums = { classes: 0, commands: 0, crashes: 0, losses: 0, virtualMs: 0, violations: 0 };
    const broken: string[] = [];
    const take = (outcome: Outcome) => {
      sums.classes += 1;
      for (const key of ['commands', 'crashes', 'losses', 'virtualMs'] as const) sums[key] += outcome[key];
      sums.violations += outcome.violations.length;
      const [first] = outcome.violations;
      if (first === undefined || broken.length >= MOST_SHOWN) return;
      const replay = `node test/simulation/main.ts --seed ${outcome.seed} --trace`;
      broken.push(`${first.invariant}: ${first.what} (${replay}; keep it in test/simulation/kept-seeds.ts)`);
    };
    const found = new Map<string, number>();
    const kept: Task[] = keptSeeds.map(
      ({ seed }) =>
        () =>
          runSeeds({ from: seed, to: seed }, take),
    );
    const searches: Task[] = plants.map((plant) => async () => {
      const needed = await seedsToFind(plant, search);
      if (needed === null) broken.push(`planted and not found in ${count(search)} seeds: ${plant.name}`);
      else found.set(plant.name, needed);
    });
    const portions: Task[] = Array.from({ length: seeds / PORTION }, (_, k) => () => {
      return runSeeds({ from: k * PORTION + 1, to: (k + 1) * PORTION }, take);
    });
    await inParallel([...kept, ...searches, ...portions], (task) => task());
    return { figures: figuresOf(sums, found), broken, late: [] };
  },
};

function figuresOf(
  sums: Readonly<Record<'classes' | 'commands' | 'crashes' | 'losses' | 'virtualMs' | 'violations', number>>,
  found: ReadonlyMap<string, number>,
): string {
  const hours = Math.round(sums.virtualMs / 3_600_000);
  const needed = plants.map(({ name }) => `${name} ${found.get(name) ?? 'never'}`).join(', ');
  return [
    `${count(sums.violations)} violations in ${count(sums.classes)} classes`,
    `(${count(sums.commands)} commands, ${count(sums.crashes)} crashes, ${count(sums.losses)} losses,`,
    `${count(hours)} virtual hours); ${found.size} of ${plants.length} planted bugs found, at seed: ${needed}`,
  ].join(' ');
}
