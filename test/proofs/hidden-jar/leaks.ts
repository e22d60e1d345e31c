import { cpSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { plantedCopy } from '../../support/planted-copy.ts';
import { run, top } from '../../support/run.ts';
import type { Comparison } from './compare.ts';

interface Leak {
  readonly what: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

/** Mistakes that could be made one day, each in the place where it would be made. */
export const leaks: readonly Leak[] = [
  {
    what: 'the big screen is sent what is left in the jar',
    file: 'server/fan-out/snapshots.ts',
    from: 'return displayView(state.open, shownNames(room), row.title, extrasOf(room));',
    to: 'return { ...displayView(state.open, shownNames(room), row.title, extrasOf(room)), remaining: state.hidden.remaining };',
  },
  {
    what: 'evidence scoring looks into the jar',
    file: 'shared/room/close-round.ts',
    from: "if (open.settings.scoring === 'evidence') return",
    to: 'if (lab.openScorer === null) return',
  },
  {
    what: 'the summary of a room has a tag made of its jar',
    file: 'server/http/rooms.ts',
    from: '.json(summaryOf(room, baseUrl()))',
    to: ".set('ETag', String(room.state.hidden.counts)).json(summaryOf(room, baseUrl()))",
  },
  {
    what: 'the log has the seed',
    file: 'server/room-service.ts',
    from: 'deadlines.watch(room);',
    to: "deadlines.watch(room); log.debug({ seed: room.state.hidden.seed }, 'committed');",
  },
  {
    what: 'the log has the nonces that open what the chain seals',
    file: 'server/room-runner.ts',
    from: 'return { stored, place:',
    to: "log.debug({ nonces: events.map(({ nonce }) => nonce) }, 'recorded'); return { stored, place:",
  },
  {
    what: 'the head of the chain is made of the jar, not of its seal',
    file: 'shared/room/record.ts',
    from: 'chainStart(sealed.commitment, hash)',
    to: 'chainStart(JSON.stringify(sealed.jar), hash)',
  },
  {
    what: 'one message more where most cookies are of the first flavour',
    file: 'server/fan-out.ts',
    from: "socket.emit('view', viewForDisplays(room));",
    to: "for (let k = 0; k <= Math.round((room.state.hidden.counts?.[0] ?? 0) / room.state.open.settings.population); k += 1) socket.emit('view', viewForDisplays(room));",
  },
  {
    what: 'a running replay is not unknown',
    file: 'server/http/replays.ts',
    from: "sendError(request, response, 'room/unknown');",
    to: "sendError(request, response, room === undefined ? 'room/unknown' : 'phase/not-now');",
  },
];

const brief = relative(top, fileURLToPath(new URL('./brief.ts', import.meta.url)));

/** The planted leaks that a short comparison does not find, each with the reason. */
export async function unfoundLeaks(): Promise<readonly string[]> {
  const copy = plantedCopy();
  const unfound: string[] = [];
  try {
    for (const part of ['support', 'proofs']) {
      cpSync(join(top, 'test', part), join(copy.path, 'test', part), { recursive: true });
    }
    for (const { what, file, from, to } of leaks) {
      let whole = '';
      copy.plant(file, (text) => {
        whole = text;
        return text.replace(from, () => to);
      });
      if (!whole.includes(from)) unfound.push(`planted nowhere: ${what}`);
      else if (!(await isFound(copy.path))) unfound.push(`not found: ${what}`);
      copy.plant(file, () => whole);
    }
    return unfound;
  } finally {
    copy.remove();
  }
}

async function isFound(path: string): Promise<boolean> {
  const { code, stdout, stderr } = await run(join(path, brief), [], path);
  if (code !== 0) throw new Error(`the planted copy does not run: ${stderr.slice(-400)}`);
  const { differing, secrets, told }: Comparison = JSON.parse(stdout);
  return differing + secrets + told > 0;
}
