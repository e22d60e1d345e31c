import type { SettingsInput } from '../../shared/room/settings.ts';
import type { Bakery } from '../support/browser-classroom.ts';
import { guessOf, playRound, type ScriptedRoom, scriptRoom } from './scripted-class.ts';

export type Language = 'ko' | 'en';

const names: Readonly<Record<Language, readonly string[]>> = {
  ko: [
    ...['달빛토끼', '초코왕', '민트', '구름빵', '바닐라라떼구름', '호두', '별사탕', '콩고물'],
    ...['쿠키몬스터', '하늘다람쥐', '두부', '파란고래와친구들'],
  ],
  en: [
    ...['Moon rabbit', 'Choc King', 'Minty', 'Cloudbread', 'Butterscotch', 'Walnut', 'Stardust', 'Ginger'],
    ...['Snowball', 'Sky squirrel', 'Tofu', 'Blue Whale'],
  ],
};
const titles: Readonly<Record<Language, string>> = { ko: '3학년 2반 과자 수업', en: 'Period 3, statistics' };

/** Where each student's estimate lies beside the class's, in shares; some always good, some always off. */
const habits = [0.004, -0.01, 0.02, -0.03, 0.045, -0.05, 0.06, -0.002, 0.08, -0.09, 0.01, 0.03] as const;

function aimsOf(round: number): readonly number[] {
  const centre = 0.7 - 0.12 / round;
  return habits.map((off, i) => centre + off / Math.sqrt(round) + (i % 3 === round % 3 ? 0.012 : 0));
}

const rounds = 5;

export interface Seeded extends ScriptedRoom {
  readonly language: Language;
}

/** A room where a class has come in; the first is the one whose phone is looked at. */
export async function seedRoom(
  bakery: Bakery,
  language: Language,
  more: SettingsInput = {},
  nicknames = names[language],
): Promise<Seeded> {
  const settings: SettingsInput = {
    language,
    title: titles[language],
    ...(more.drawSize === undefined && { drawSize: 100, rounds }),
    guessSeconds: 600,
    bet: true,
    replayNames: 'display',
    ...more,
  };
  const room = await scriptRoom(bakery, settings);
  for (const name of nicknames) await room.join(name);
  return { ...room, language };
}

/** Plays the first rounds; the last of them is at its results. */
export async function playTo(room: Seeded, last: number): Promise<void> {
  for (let round = 1; round <= last; round += 1) await playRound(room, round, aimsOf(round));
}

/** Opens the next round past its showing. */
export async function openRound(room: Seeded, round: number): Promise<void> {
  await room.host.send(round === 1 ? 'start' : 'next');
  await room.host.send('skip');
}

/** Some have placed an estimate already, the first four are not among them. */
export async function guessEarly(room: Seeded, round: number): Promise<void> {
  const aims = aimsOf(round);
  const early = room.students.slice(4, 11);
  await Promise.all(
    early.map((student, i) => student.send('guess', guessOf(room, round, aims[i + 4] ?? 0.5))),
  );
}

/** A whole lesson, with everybody's sealed band before the jar opens. */
export async function playToTheEnd(room: Seeded): Promise<void> {
  await playTo(room, rounds);
  await openBets(room);
  await room.host.send('reveal');
}

/** The bets are open; all but the first have sealed theirs. */
export async function openBets(room: Seeded): Promise<void> {
  await room.host.send('next');
  const others = room.students.slice(1);
  await Promise.all(
    others.map((student, i) => student.send('bet', { band: [0.58 + i / 100, 0.69 + i / 100] })),
  );
}

/** What the host's own browser remembers of the room. */
export function hostMemory({ opened }: Seeded): Readonly<Record<string, string>> {
  const { code, replayId, hostToken, recoveryCode, joinUrl, title, settings } = opened;
  const { flavours } = settings;
  const openedAt = Date.UTC(2026, 8, 14, 1, 30);
  const room = { code, replayId, hostToken, recoveryCode, joinUrl, title, flavours, rounds, openedAt };
  return { 'past-rooms': JSON.stringify([room]) };
}

/** The ticket that a student's phone keeps. */
export function seatMemory(room: Seeded, index = 0): Readonly<Record<string, string>> {
  const student = room.students[index];
  if (student === undefined) throw new Error('nobody sits there');
  const { token, playerId, name } = student;
  return { [`bakery:seat:${room.opened.code}`]: JSON.stringify({ token, playerId, name }) };
}
