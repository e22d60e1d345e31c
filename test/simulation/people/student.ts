import { effect } from '@preact/signals';
import { watchLine } from '../../../client/line-watch.ts';
import { type JoinedGame as Game, joinGame } from '../../../client/pages/player/game.ts';
import { withShare } from '../../../client/pages/player/shares.ts';
import { type Chance, oneOf, whole } from '../../support/chance.ts';
import { Device, Page } from '../world/device.ts';
import type { World } from '../world/world.ts';

/** A student's page with the game that runs on it, as `player-app` keeps it. */
interface Tab {
  readonly page: Page;
  game: Game | null;
}

const hostEvents = ['start', 'close', 'next', 'reveal', 'end', 'remove', 'pause', 'again'] as const;

/** Somebody with a phone: the page is the product's own, the hand and the whims are made up. */
export class Student {
  readonly device: Device;
  readonly #world: World;
  readonly #chance: Chance;
  readonly #talkative: number;
  #name: string;
  #tab: Tab | null = null;
  #older: Tab | null = null;
  #tabs = 0;
  /** What somebody else, or a backup, has kept of this phone's storage. */
  #stolen: Map<string, string> | null = null;
  #resting = false;

  constructor(number: number, world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
    this.#name = `${oneOf(chance, ['Mina', 'Jun', 'Sora', 'Theo'])} ${chance() < 0.15 ? 'X' : number}`;
    this.device = new Device(`phone-${number}`, chance() < 0.97);
    this.device.skew = chance() < 0.3 ? (chance() - 0.5) * 1_200_000 : 0;
    this.#talkative = oneOf(chance, [0, 0.3, 0.6, 0.9]);
  }

  get page(): Page | null {
    return this.#tab?.page ?? null;
  }

  get game(): Game | null {
    return this.#tab?.game ?? null;
  }

  /** Everything of this student that is still open on a screen. */
  get tabs(): readonly { readonly page: Page; readonly game: Game }[] {
    return [this.#tab, this.#older].flatMap((tab) =>
      tab === null || tab.game === null || !tab.page.alive ? [] : [{ page: tab.page, game: tab.game }],
    );
  }

  arrive(atMs: number): void {
    this.#world.timeline.in(atMs, null, () => {
      this.#open();
      this.#thinkLater();
    });
  }

  /** From now on this student only looks. */
  rest(): void {
    this.#resting = true;
  }

  reload(): void {
    if (this.#tab === null || this.#tab.page.held !== null) return;
    this.#close(this.#tab);
    this.#open();
  }

  /** Another tab with the same storage, or a browser that was closed and forgets to say so. */
  openSecond(): void {
    if (this.#tab === null || this.#tab.page.held !== null || !this.game?.me.value) return;
    if (this.#older !== null) this.#close(this.#older);
    this.#older = this.#tab;
    this.#open();
  }

  sleep(): void {
    for (const { page } of this.tabs) page.sleep();
  }

  wake(): void {
    for (const { page } of this.tabs) page.wake(this.#world.timeline);
  }

  setOnline(online: boolean): void {
    if (this.device.online === online) return;
    this.#world.network.setOnline(this.device, online);
    if (online) for (const { page } of this.tabs) page.tell(this.#world.timeline, 'online');
  }

  #open(): void {
    const { timeline, code, key } = this.#world;
    this.#tabs += 1;
    const page = new Page(`${this.device.name}.${this.#tabs}`, this.device);
    const tab: Tab = { page, game: null };
    this.#tab = tab;
    const knowsKey = this.#chance() < 0.5;
    const name = this.#name;
    timeline.in(0, page, () => {
      const cookie = whole(this.#chance, 5);
      tab.game = joinGame({ code, name, cookie, ...(knowsKey && { key }) });
      const { line, view } = tab.game;
      watchLine(line, () => view.peek()?.players ?? 0);
      effect(() => this.#world.witness.shown(page, view.value));
    });
  }

  #close(tab: Tab): void {
    tab.page.alive = false;
    this.#world.network.pageClosed(tab.page);
  }

  /** As the join form does when it is sent again. */
  #joinAgain(name: string): void {
    this.#name = name;
    this.reload();
  }

  #thinkLater(): void {
    const { timeline } = this.#world;
    timeline.in(700 + 3500 * this.#chance(), null, () => {
      if (this.#resting) return;
      const tab = this.#tab;
      if (tab?.game && tab.page.held === null) timeline.in(0, tab.page, () => this.#act(tab.page, tab.game));
      this.#thinkLater();
    });
  }

  #act(page: Page, game: Game | null): void {
    if (game === null || this.#resting) return;
    const chance = this.#chance;
    const gone = game.gone.value;
    const refused = game.line.refused.value;
    if (gone === 'superseded') {
      if (chance() < 0.3) game.takeOver();
      return;
    }
    if (gone !== null) {
      if (this.#stolen !== null && chance() < 0.3) {
        for (const [key, value] of this.#stolen) page.device.storage.set(key, value);
        this.#stolen = null;
        this.reload();
      } else if (chance() < 0.1) this.#joinAgain(`${this.#name.slice(0, 6)} ${whole(chance, 90)}`);
      return;
    }
    if (refused !== null) {
      const again = `${this.#name.slice(0, 6)} ${whole(chance, 90)}`;
      if (chance() < 0.5) this.#joinAgain(refused.code.startsWith('name/') ? again : this.#name);
      return;
    }
    if (game.me.value === null || game.view.value === null) return;
    this.#stolen ??= chance() < 0.2 ? new Map(page.device.storage) : null;
    this.#play(game);
  }

  #play(game: Game): void {
    const chance = this.#chance;
    const view = game.view.value;
    const open = view?.phase === 'guessing' || view?.phase === 'lobby';
    if (open && chance() < this.#talkative) {
      if (chance() < 0.8) game.set(withShare(game.tenths.value, 0, 20 * (1 + whole(chance, 45))));
      if (game.settings.value?.estimate === 'belief') game.cookies.value = whole(chance, 60);
      const done = view.phase === 'guessing' && chance() < 0.5;
      if (game.done.value && chance() < 0.3) game.change();
      else if (!game.done.value || done) game.place(done);
    } else if (view?.phase === 'guessing' && chance() < 0.05) void game.askForTime();
    if (view?.phase === 'bet' && chance() < this.#talkative) {
      const edges = [whole(chance, 1001) / 1000, whole(chance, 1001) / 1000].sort((a, b) => a - b);
      void game.line.send('bet', { band: edges });
    }
    if (chance() < 0.02)
      void game.line.send('rename', { name: `${this.#name.slice(0, 6)} ${whole(chance, 90)}` });
    if (chance() < 0.012) void game.leave();
    if (chance() < 0.006) this.#cheat(game);
  }

  /** What devtools can send. */
  #cheat(game: Game): void {
    const { playerId = '' } = game.me.value ?? {};
    void game.line.send(oneOf(this.#chance, hostEvents), { playerId });
  }
}
