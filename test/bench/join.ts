import { fullFloor, fullLecture, type Share } from './load/full-lectures.ts';
import { type Measurement, median, type Options } from './measurement.ts';

const KB = 1000;

async function shares(options: Options) {
  const players = options.players.at(-1) ?? 0;
  const floor = await fullFloor('ws', players);
  const ours = await fullLecture(players);
  const of = (all: readonly Share[], what: keyof Share) => median(all.map((one) => one[what]));
  return { players, floor, ours, of };
}

/** Coming in, welcome and all; both in the same run, in five parts whose median it is. */
export async function join(options: Options): Promise<readonly Measurement[]> {
  const { players, floor, ours, of } = await shares(options);
  return [
    {
      what: `joining, ${players} in one room: CPU each (floor: ws connect)`,
      unit: 'ms',
      floor: of(floor.shares, 'cpuMs'),
      ours: of(ours.shares, 'cpuMs'),
      reach: { ratio: 6 },
      beyond: { ratio: 4.5 },
      note: `all in within ${(ours.inMs / 1000).toFixed(1)} s (floor ${(floor.inMs / 1000).toFixed(1)} s); taken off for idling lines: ${of(ours.shares, 'idleMs').toFixed(2)} ms (floor ${of(floor.shares, 'idleMs').toFixed(2)} ms)`,
    },
  ];
}

export async function memory(options: Options): Promise<readonly Measurement[]> {
  const { players, floor, ours } = await shares(options);
  return [
    {
      what: `resident memory per phone at ${players} (floor: ws)`,
      unit: 'kB',
      floor: floor.bytesEach / KB,
      ours: ours.bytesEach / KB,
      reach: { ratio: 3.6 },
      beyond: { ratio: 3.2 },
      note: 'seat, name and log of the room included',
    },
  ];
}
