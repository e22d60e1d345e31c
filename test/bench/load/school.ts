import type { OpenedRoom } from '../../../shared/protocol.ts';
import type { SettingsInput } from '../../../shared/room/settings.ts';
import { openRoom } from '../../proofs/load/rooms.ts';
import { connectSocket } from '../../support/classroom.ts';
import type { ServerProcess } from '../../support/server-process.ts';
import { Lecture } from './lecture.ts';
import { Phones } from './phones.ts';

export const STUDENTS = 30;
const AT_ONCE = 10;

/** One server with many classes side by side. */
export class School {
  readonly lecture: Lecture;
  /** Under the logs of their present lessons. */
  rooms: readonly OpenedRoom[];
  readonly phones: Phones;
  /** Resident memory before the first class came. */
  readonly emptyBytes: number;

  private constructor(lecture: Lecture, rooms: readonly OpenedRoom[], phones: Phones, emptyBytes: number) {
    this.lecture = lecture;
    this.rooms = rooms;
    this.phones = phones;
    this.emptyBytes = emptyBytes;
  }

  /** Everybody is in and every lesson has started. */
  static async open(many: number, settings: SettingsInput): Promise<School> {
    const lecture = await Lecture.open(STUDENTS);
    const phones = new Phones(many * STUDENTS);
    try {
      const emptyBytes = await lecture.rss();
      const rooms = await openMany(lecture.server, many, { ...settings, maxPlayers: STUDENTS });
      const places = rooms.map(({ code, joinUrl }) => ({
        room: code,
        key: new URL(joinUrl).searchParams.get('k') ?? '',
      }));
      await phones.join(lecture.server.port, places, many * STUDENTS);
      const school = new School(lecture, rooms, phones, emptyBytes);
      await school.say('start');
      return school;
    } catch (error) {
      await phones.end();
      await lecture.end();
      throw error;
    }
  }

  /** So many schools share these rooms. */
  static async openAll(rooms: number, servers: number, settings: SettingsInput): Promise<readonly School[]> {
    const schools: School[] = [];
    try {
      for (let k = 0; k < servers; k += 1) {
        const share = Math.floor(((k + 1) * rooms) / servers) - Math.floor((k * rooms) / servers);
        schools.push(await School.open(share, settings));
      }
      return schools;
    } catch (error) {
      for (const school of schools) await school.end();
      throw error;
    }
  }

  /** Every host comes, says this and is called away; nobody needs to look on for the class to answer. */
  async say(...events: readonly string[]): Promise<void> {
    await this.eachRoom(async (room) => {
      await this.#ask(room, events);
    });
  }

  /** The same classes play once more, each under a new log with a new jar. */
  async sayAgain(): Promise<void> {
    const rooms: OpenedRoom[] = [];
    await this.eachRoom(async (room) => {
      const { replayId } = await this.#ask(room, ['again']);
      rooms.push({ ...room, replayId });
    });
    this.rooms = rooms;
    await this.say('start');
  }

  /** Resolves with the answer to the last of them. */
  async #ask({ code, hostToken }: OpenedRoom, events: readonly string[]): Promise<{ replayId: string }> {
    const host = connectSocket(this.lecture.server.url, '/host', { room: code, hostToken });
    try {
      let answer: { replayId: string } | undefined;
      for (const event of events) {
        const opId = `${event}-${Math.random()}`;
        const reply = await host.timeout(20_000).emitWithAck(event, { opId });
        if (reply?.ok !== true) throw new Error(`${event} was refused: ${JSON.stringify(reply)}`);
        answer = reply;
      }
      if (answer === undefined) throw new RangeError('nothing was said');
      return answer;
    } finally {
      host.disconnect();
    }
  }

  /** So many rooms at once, each further one when another is through. */
  async eachRoom(work: (room: OpenedRoom) => Promise<void>): Promise<void> {
    const rooms = this.rooms.values();
    const line = async () => {
      for (const room of rooms) await work(room);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, line));
  }

  async end(): Promise<void> {
    await this.phones.end();
    await this.lecture.end();
  }
}

async function openMany(server: ServerProcess, many: number, settings: SettingsInput): Promise<OpenedRoom[]> {
  const rooms: OpenedRoom[] = [];
  while (rooms.length < many) {
    const some = Array.from({ length: Math.min(AT_ONCE, many - rooms.length) }, () =>
      openRoom(server, settings),
    );
    rooms.push(...(await Promise.all(some)));
  }
  return rooms;
}
