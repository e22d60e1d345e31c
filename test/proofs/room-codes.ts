import { type CodeBudget, createCodeBudget } from '../../server/code-budget.ts';
import { codeDigits, newRoomCode } from '../../server/codes.ts';
import { scriptedBytes } from '../support/classroom.ts';
import { createVirtualClock } from '../support/virtual-clock.ts';
import { count, type Proof, type Size } from './proof.ts';

const daySeconds = 86_400;
const hourMs = 3_600_000;
const busiest = 100_000;
const codesDrawn: Readonly<Record<Size, number>> = { ci: 100_000, full: 1_000_000 };

/** Chi square with nine degrees of freedom passes this once in a million times; with scripted bytes always or never. */
const chiSquareBound = 46;

export const roomCodes: Proof = {
  id: 'P15',
  promise: 'a day of guessing, at the rate that is let through, does not find a room',
  prove(size) {
    const drawn = codesDrawn[size];
    const hours = fewestHours();
    const tried = triesInAnHour();
    const atThree = triesAtThreeServers();
    const skew = worstDigitSkew(drawn);
    const broken = [
      ...(hours >= 24 ? [] : [`a room is found after ${hours.toFixed(1)} h with some number of live rooms`]),
      ...(tried.everybody <= 3600 + 60
        ? []
        : [`${count(tried.everybody)} wrong codes were let through in one hour`]),
      ...(atThree <= 3600 + 3 * 60
        ? []
        : [`three servers let ${count(atThree)} wrong codes through in one hour`]),
      ...(tried.oneAddress <= 600 + 100
        ? []
        : [`one address tried ${count(tried.oneAddress)} codes in one hour`]),
      ...(skew <= chiSquareBound
        ? []
        : [`some digit is likelier than another: chi square ${skew.toFixed(1)}`]),
    ];
    const figures = [
      `≥ ${hours.toFixed(1)} h to a hit for 1 to ${count(busiest)} live rooms`,
      `${count(tried.everybody)} wrong codes an hour let through of ${count(tried.asked)}, ${count(tried.oneAddress)} from one address, ${count(atThree)} at three servers`,
      `digits even over ${count(drawn)} codes (χ² ≤ ${skew.toFixed(1)})`,
    ];
    return { figures: figures.join('; '), broken, late: [] };
  },
};

/** Expected hours to the first hit at one wrong code a second, for the unluckiest number of live rooms. */
function fewestHours(): number {
  let fewest = Number.POSITIVE_INFINITY;
  for (let live = 1; live <= busiest; live += 1) {
    fewest = Math.min(fewest, 10 ** codeDigits(live) / live / (daySeconds / 24));
  }
  return fewest;
}

/** How many wrong codes pass in an hour when a hundred addresses, or one, never stop asking. */
function triesInAnHour() {
  const asked = 10 * (hourMs / 1000);
  const run = (addresses: number): number => {
    const clock = createVirtualClock();
    const budget = createCodeBudget(clock, scriptedBytes('codes'));
    let passed = 0;
    for (let k = 0; k < asked; k += 1) {
      const address = `10.0.0.${k % addresses}`;
      if (budget.wait(address) === 0) {
        budget.miss(address);
        passed += 1;
      }
      clock.advance(hourMs / asked);
    }
    return passed;
  };
  return { asked, everybody: run(100), oneAddress: run(1) };
}

/** How many pass in an hour at three servers together that tell each other once a second. */
function triesAtThreeServers(): number {
  const clock = createVirtualClock();
  const servers = ['a', 'b', 'c'].map((name) => createCodeBudget(clock, scriptedBytes(name)));
  const told = new Map<CodeBudget, number>();
  for (let second = 0; second < hourMs / 1000; second += 1) {
    for (let k = 0; k < 30; k += 1) {
      const address = `10.0.0.${k}`;
      for (const budget of servers) while (budget.wait(address) === 0) budget.miss(address);
    }
    for (const budget of servers) {
      const more = budget.spent() - (told.get(budget) ?? 0);
      told.set(budget, budget.spent());
      for (const other of servers) if (other !== budget) other.spentElsewhere(more);
    }
    clock.advance(1000);
  }
  return servers.reduce((sum, budget) => sum + budget.spent(), 0);
}

/** The largest chi square over the places of freshly drawn codes. */
function worstDigitSkew(codes: number): number {
  const seen = Array.from({ length: codeDigits(1) }, () => new Array<number>(10).fill(0));
  const random = scriptedBytes('digits');
  for (let k = 0; k < codes; k += 1) {
    [...newRoomCode(random, 0, () => false)].forEach((digit, place) => {
      const row = seen[place] ?? [];
      row[Number(digit)] = (row[Number(digit)] ?? 0) + 1;
    });
  }
  const expected = codes / 10;
  return Math.max(...seen.map((row) => row.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)));
}
