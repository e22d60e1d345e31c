import { type CompleteSettings, completeSettings } from '../../../../shared/room/complete-settings.ts';
import { flavourNames } from '../../../../shared/room/flavour-names.ts';
import { lessonMinutes, type PresetId, presets } from '../../../../shared/room/presets.ts';
import {
  drawSizeOf,
  type EstimateKind,
  type Language,
  type SettingsInput,
} from '../../../../shared/room/settings.ts';

/** The form as it stands; a preset stays marked until something of it is changed. */
export interface Draft {
  readonly preset: PresetId | null;
  readonly input: SettingsInput;
}

export interface JarLine {
  readonly name: string;
  /** Null in a mystery jar. */
  readonly count: number | null;
}

export const mostFlavours = 5;

export function draftOf(preset: PresetId, language: Language): Draft {
  const found = presets(language).find(({ id }) => id === preset);
  return { preset, input: completed(found?.settings ?? {}) };
}

/** Every switch of the form shows a value, so nothing stays left out. */
function completed(input: SettingsInput): SettingsInput {
  const answer = completeSettings(input);
  if (!answer.ok) return input;
  const { settings } = answer;
  return {
    language: settings.language,
    title: answer.title,
    ...jarOf(input, answer),
    drawSize: settings.drawSize,
    ...(typeof settings.drawSize === 'number' ? { rounds: settings.rounds } : {}),
    guessSeconds: settings.guessSeconds,
    replacement: settings.replacement,
    estimate: settings.estimate,
    scoring: settings.scoring,
    rankBy: settings.rankBy,
    tally: settings.tally,
    histogram: settings.histogram,
    board: settings.board,
    bots: settings.bots,
    names: settings.names,
    replayNames: settings.replayNames,
    autoClose: settings.autoClose,
    bet: settings.bet,
    maxPlayers: settings.maxPlayers,
  };
}

function jarOf(input: SettingsInput, { settings, counts }: CompleteSettings): SettingsInput {
  if (input.mystery !== undefined) return { mystery: input.mystery };
  return { flavours: settings.flavours.map((name, i) => ({ name, count: counts?.[i] ?? 0 })) };
}

export function jarLines({ mystery, flavours }: SettingsInput): readonly JarLine[] {
  if (mystery !== undefined) return mystery.flavours.map((name) => ({ name, count: null }));
  return flavours ?? [];
}

export function populationOf({ mystery, flavours }: SettingsInput): number {
  return mystery?.population ?? (flavours ?? []).reduce((sum, { count }) => sum + count, 0);
}

export function changed({ input }: Draft, change: SettingsInput): Draft {
  return { preset: null, input: { ...input, ...change } };
}

/** The server chooses the mix, or the host does; the number of cookies stays. */
export function withMystery(draft: Draft, on: boolean): Draft {
  const names = jarLines(draft.input).map(({ name }) => name);
  const population = populationOf(draft.input);
  if (on) return changed(draft, { mystery: { flavours: names, population }, flavours: undefined });
  const share = Math.floor(population / names.length);
  const counts = names.map((_, i) => (i === 0 ? population - share * (names.length - 1) : share));
  const flavours = names.map((name, i) => ({ name, count: counts[i] ?? 0 }));
  return changed(draft, { mystery: undefined, flavours });
}

export function withPopulation(draft: Draft, population: number): Draft {
  const { mystery } = draft.input;
  return mystery === undefined ? draft : changed(draft, { mystery: { ...mystery, population } });
}

export function withCount(draft: Draft, index: number, count: number): Draft {
  const flavours = (draft.input.flavours ?? []).map((line, i) => (i === index ? { ...line, count } : line));
  return changed(draft, { flavours });
}

export function withFlavour(draft: Draft, language: Language): Draft {
  const { mystery, flavours = [] } = draft.input;
  const taken = new Set(jarLines(draft.input).map(({ name }) => name));
  const name = flavourNames[language].find((candidate) => !taken.has(candidate));
  if (name === undefined || taken.size >= mostFlavours) return draft;
  if (mystery !== undefined) {
    return changed(draft, { mystery: { ...mystery, flavours: [...mystery.flavours, name] } });
  }
  const count = Math.max(1, Math.round(populationOf(draft.input) / 10));
  return changed(draft, { flavours: [...flavours, { name, count }] });
}

export function withoutFlavour(draft: Draft, index: number): Draft {
  const { mystery, flavours } = draft.input;
  if (mystery !== undefined) {
    return changed(draft, {
      mystery: { ...mystery, flavours: mystery.flavours.filter((_, i) => i !== index) },
    });
  }
  return changed(draft, { flavours: (flavours ?? []).filter((_, i) => i !== index) });
}

/** One size for all rounds, or a size for each. */
export function withEqualDraws(draft: Draft, equal: boolean): Draft {
  const { drawSize = 100, rounds = 15 } = draft.input;
  if (equal) {
    if (typeof drawSize === 'number') return draft;
    return changed(draft, { drawSize: Math.max(...drawSize), rounds: drawSize.length });
  }
  if (typeof drawSize !== 'number') return draft;
  return changed(draft, { drawSize: Array.from({ length: rounds }, () => drawSize), rounds: undefined });
}

export function withRounds(draft: Draft, rounds: number): Draft {
  const { drawSize = 100 } = draft.input;
  if (typeof drawSize === 'number') return changed(draft, { rounds });
  const last = drawSize.at(-1) ?? 1;
  return changed(draft, { drawSize: Array.from({ length: rounds }, (_, i) => drawSize[i] ?? last) });
}

export function withDraw(draft: Draft, index: number, size: number): Draft {
  const { drawSize = 100 } = draft.input;
  if (typeof drawSize === 'number') return changed(draft, { drawSize: size });
  return changed(draft, { drawSize: drawSize.map((old, i) => (i === index ? size : old)) });
}

/** A belief is about the recipe, which no jar can settle: it is scored by the evidence. */
export function withEstimate(draft: Draft, estimate: EstimateKind): Draft {
  return changed(draft, estimate === 'belief' ? { estimate, scoring: 'evidence' } : { estimate });
}

export interface Preview {
  readonly minutes: number;
  readonly cookies: number;
  /** Standard deviation of the posterior of the first flavour's share after each round. */
  readonly spreads: readonly number[];
  /** True when the mix is not given away: the widest case stands in for it. */
  readonly atMost: boolean;
}

/** What this lesson will be like; a hidden mix is treated as half and half, the least certain one. */
export function previewOf(input: SettingsInput, hideMix: boolean): Preview | null {
  const answer = completeSettings(input);
  if (!answer.ok) return null;
  const { settings, counts } = answer;
  const atMost = hideMix || counts === null;
  const share = atMost ? 0.5 : (counts?.[0] ?? 0) / settings.population;
  let cookies = 0;
  const spreads = Array.from({ length: settings.rounds }, (_, i) => {
    cookies += drawSizeOf(settings, i + 1);
    return Math.sqrt((share * (1 - share)) / (cookies + 3));
  });
  return { minutes: lessonMinutes(settings), cookies, spreads, atMost };
}

export type FaultyField = keyof SettingsInput;

export function faultOf(input: SettingsInput): FaultyField | null {
  const answer = completeSettings(input);
  return answer.ok ? null : answer.field;
}

/** What was kept in this tab, if it still is a draft. */
export function parseDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const draft = JSON.parse(text) as Draft;
    return typeof draft?.input === 'object' && draft.input !== null ? draft : null;
  } catch {
    return null;
  }
}

/** The projector's language; our own flavours take their names in it, a host's own words stay. */
export function withLanguage(draft: Draft, language: Language): Draft {
  const from = flavourNames[draft.input.language ?? 'ko'];
  const renamed = (name: string): string => flavourNames[language][from.indexOf(name)] ?? name;
  const { mystery, flavours } = draft.input;
  return {
    preset: draft.preset,
    input: {
      ...draft.input,
      language,
      ...(mystery && { mystery: { ...mystery, flavours: mystery.flavours.map(renamed) } }),
      ...(flavours && { flavours: flavours.map(({ name, count }) => ({ name: renamed(name), count })) }),
    },
  };
}
