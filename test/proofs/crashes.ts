import { type CrashFigures, crashLoop } from '../crash/crash-loop.ts';
import { acknowledgementFirst, withFault } from '../crash/planted-faults.ts';
import { count, type Proof, type Size } from './proof.ts';

const crashes: Readonly<Record<Size, number>> = { ci: 100, full: 1000 };
const mostPlanted = 60;
const seed = 20_261_124;

export const crashesLoseNothing: Proof = {
  id: 'P1',
  promise: 'nothing acknowledged is lost when the server is killed',
  async prove(size) {
    const kept = await crashLoop({ crashes: crashes[size], seed });
    const planted = await withFault(acknowledgementFirst, (root) =>
      crashLoop({ crashes: mostPlanted, seed, root, untilLost: true }),
    );
    const figures = [
      `${count(kept.lost.size)} lost of ${count(kept.acknowledged)} acknowledged in ${count(kept.crashes)} crashes`,
      `${count(kept.killedEarly)} of them before the server listened`,
      `${count(kept.unanswered)} requests were left unanswered, none recorded twice`,
      `${count(kept.resumed)} seats resumed`,
      `${count(kept.deadlinesMoved)} deadlines moved`,
      `acknowledging before the commit: ${count(planted.lost.size)} of ${count(planted.acknowledged)} lost, seen after ${count(planted.crashes)} crashes`,
    ];
    const broken = [
      ...[...kept.lost].slice(0, 10).map((id) => `${id} was acknowledged and is not in the log`),
      ...kept.broken,
      ...triedLittle(kept, crashes[size]),
      ...(planted.lost.size > 0
        ? []
        : [`an acknowledgement before the commit was not noticed in ${count(planted.crashes)} crashes`]),
    ];
    return { figures: figures.join('; '), broken, late: [] };
  },
};

/** A loop in which hardly anything was asked shows nothing. */
function triedLittle(kept: CrashFigures, wanted: number): readonly string[] {
  const enough = kept.acknowledged >= 5 * wanted && kept.resumed >= wanted && kept.deadlinesMoved > 0;
  return enough ? [] : ['too little was asked between the crashes to show anything'];
}
