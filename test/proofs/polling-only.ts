import { plantedCopy } from '../support/planted-copy.ts';
import { top } from '../support/run.ts';
import { percentile, replaced, runPhones } from './network/run-phones.ts';
import { count, type Proof } from './proof.ts';

const boundMs = 1000;
const rounds = 10;
/** Cut, forbidden and swallowed. */
const blocks = 3;
const sizes = { ci: 30, full: 60 } as const;

export const pollingOnly: Proof = {
  id: 'P11',
  promise: 'a whole lesson works where no WebSocket passes',
  async prove(size) {
    const phones = sizes[size];
    const plan = { experiment: 'polling', client: top, server: top, phones, rounds } as const;
    const { result, loopDelayMs } = await runPhones(plan);
    const { ackMs, scoresCompared, faults } = result;
    const p95 = percentile(ackMs, 0.95);
    const shutOut = await planted();
    const broken = [
      ...faults,
      ...(shutOut === blocks ? [] : [`of ${blocks} phones that know no polling ${shutOut} stayed outside`]),
      ...(ackMs.length === phones * rounds
        ? []
        : [`${count(ackMs.length)} of ${count(phones * rounds)} estimates were acknowledged`]),
      ...(scoresCompared === phones * rounds ? [] : [`only ${count(scoresCompared)} scores were compared`]),
    ];
    const figures = [
      `${phones} phones, ${rounds} rounds and the reveal by long polling alone, their requests for a WebSocket cut, forbidden or swallowed`,
      `${count(ackMs.length)} acknowledgements p50 ${percentile(ackMs, 0.5)} ms, p95 ${p95} ms (loop delay p99 ${loopDelayMs} ms)`,
      `${count(scoresCompared)} scores equal to those of phones that placed the same by WebSocket`,
      `planted phones that know no polling: ${shutOut} of ${blocks} stayed outside`,
    ];
    const late = p95 <= boundMs ? [] : [`acknowledgements by polling: p95 ${p95} ms`];
    return { figures: figures.join('; '), broken, late };
  },
};

/** How many phones stay outside that know no other way than a WebSocket, one for every way it is blocked. */
async function planted(): Promise<number> {
  const copy = plantedCopy();
  try {
    copy.plant('client/connection.ts', (text) =>
      replaced(text, "const transports = ['websocket', 'polling']", "const transports = ['websocket']"),
    );
    const plan = {
      experiment: 'polling',
      client: copy.path,
      server: top,
      phones: blocks,
      rounds: 1,
    } as const;
    const { result } = await runPhones(plan);
    return result.faults.length;
  } finally {
    copy.remove();
  }
}
