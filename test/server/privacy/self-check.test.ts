import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { words as phone } from '../../../client/locales/ko.ts';
import { words as seated } from '../../../client/locales/ko-seated.ts';
import { words as stage } from '../../../client/locales/ko-stage.ts';
import { configuration } from '../../../server/config.ts';
import { selfCheck, selfCheckText } from '../../../server/privacy/self-check.ts';
import { defaultRetention } from '../../../server/retention.ts';
import { proofs } from '../../proofs/registry.ts';
import { top } from '../../support/run.ts';

const facts = { retention: defaultRetention, contact: undefined };
const rows = selfCheck(facts).parts.flatMap((part) => part.rows);
const shown = rows.map((row) => row.shown).join('\n');
const all = (pattern: RegExp) => [...shown.matchAll(pattern)].map(([, found = '']) => found);

describe('the self-check of the required criteria', () => {
  test('answers all five, and the document is what the server says with its default settings', () => {
    const document = readFileSync(join(top, 'server/privacy/필수기준-자체점검.md'), 'utf8');
    expect(document).toBe(selfCheckText(selfCheck(facts)));
    expect(selfCheck(facts).parts.map(({ title }) => title[0])).toEqual(['①', '②', '③', '④', '⑤']);
  });

  test('each period stands in it, and moves when the setting does', () => {
    const other = { lobbyHours: 601, gameHours: 602, nameDays: 603, replayDays: 604, logDays: 605 };
    const text = selfCheckText(selfCheck({ retention: other, contact: '김보호 02-123-4567' }));
    for (const number of Object.values(other)) expect(text).toContain(String(number));
    expect(text).toContain('김보호 02-123-4567');
    const atOnce = { ...defaultRetention, nameDays: 0, replayDays: 0 };
    expect(selfCheckText(selfCheck({ ...facts, retention: atOnce }))).not.toMatch(/(?<!\d)0일/);
  });

  test('every file, setting, command and button it points to is there', () => {
    const files = all(/((?:server|test)\/[\w./-]+\.ts)/g);
    expect(files).not.toEqual([]);
    for (const file of files) expect(existsSync(join(top, file)), file).toBe(true);
    const settings = new Set(Object.values(configuration).map(({ name }) => name));
    const named = all(/\b([A-Z]{3,}_[A-Z]+)\b/g);
    expect(named.filter((name) => !settings.has(name))).toEqual([]);
    const ids = new Set<string>(proofs.map(({ id }) => id));
    expect(all(/prove -- (P\d+)/g).filter((id) => !ids.has(id))).toEqual([]);
    const said = Object.values({ ...phone, ...seated, ...stage }).join('\n');
    const buttons = all(/“([^”]+)”/g).filter((label) => label !== 'For operators');
    expect(buttons.filter((label) => !said.includes(label))).toEqual([]);
  });
});
