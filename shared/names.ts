export type CleanName =
  | { readonly ok: true; readonly name: string; readonly skeleton: string }
  | { readonly ok: false; readonly code: 'name/invalid' | 'name/personal' | 'name/reserved' };

export type TextLimits = {
  readonly graphemes: number;
  readonly codePoints: number;
  readonly bytes: number;
};

const NAME_LIMITS: TextLimits = { graphemes: 12, codePoints: 40, bytes: 64 };
/** The longest emoji sequence in use (a couple, both with skin tones) has ten code points. */
const MOST_CODE_POINTS_PER_GRAPHEME = 10;
const MOST_MARKS_PER_GRAPHEME = 2;

/** Controls and whatever is drawn as nothing, but for the joiner and the selector that emoji are made with. */
const UNSEEN = /(?![\u200D\uFE0F])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;
const STRAY_JOINER =
  /(?<!\p{Extended_Pictographic}[\uFE0F\p{Emoji_Modifier}]?)\u200D|\u200D(?!\p{Extended_Pictographic})/gu;
const STRAY_SELECTOR = /(?<!\p{Extended_Pictographic}|[0-9#*](?=\uFE0F\u20E3))\uFE0F/gu;
/** Spaces of every width, and symbols whose glyph is empty. */
const BLANKS = /[\s\p{Z}\u2800\uFFFC\u{1D159}\u{13441}\u{13442}]+/gu;
/** Without an agreed glyph (private, unassigned, half a surrogate pair), or one glyph as wide as a line. */
const UNFIT = /[\p{Co}\p{Cn}\p{Cs}\uFDFD]/u;
/** Marks with nothing to sit on, and marks that enclose their neighbours (keycaps apart). */
const LOOSE_MARK = /(?:^| )\p{M}|(?<![0-9#*]\uFE0F)\p{Me}/u;

/** Of an e-mail address in UTF-16 units; what is longer is no name for other reasons. */
const LONGEST_ADDRESS = 254;
const EMAIL = /[^\s@]+@[^\s@]+\.[^\s@]{2,}/u;
/** Eight digits with no letter among them: a telephone number, or the whole of a resident registration number. */
const EIGHT_DIGITS = /\p{Nd}(?:[^\p{L}\p{Nd}]*\p{Nd}){7}/u;
const LOCAL_TELEPHONE = /\p{Nd}{3,4}[-.\s]\p{Nd}{4}/u;
/** The birthday and the first digit after the hyphen of a resident registration number. */
const RESIDENT_NUMBER = /\p{Nd}{6}\s*[-–—−]\s*[1-8]/u;

/** Letters of other scripts that look like a Latin one, in this case of the letter. */
const LOOKALIKES = new Map(
  Object.entries({
    a: 'АаΑαɑ',
    b: 'ВвΒβ',
    c: 'Сс',
    d: 'Ԁԁ',
    e: 'ЕеΕε',
    g: 'ɡ',
    h: 'НнҺһΗ',
    i: 'ІіΙιıӀӏ',
    j: 'Јј',
    k: 'КкΚκ',
    m: 'МмΜ',
    n: 'Νη',
    o: 'ОоΟο',
    p: 'РрΡρ',
    q: 'Ԛԛ',
    r: 'г',
    s: 'Ѕѕ',
    t: 'ТтΤτ',
    u: 'υμ',
    v: 'Ѵѵν',
    w: 'Ԝԝω',
    x: 'ХхΧχ',
    y: 'УуΥγ',
    z: 'Ζ',
  }).flatMap(([latin, letters]) => [...letters].map((letter) => [letter, latin] as const)),
);

const LEET = new Map(
  Object.entries({ 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's', '!': 'i' }),
);

const RESERVED: ReadonlySet<string> = new Set(
  [
    ...['완벽 봇', '조금씩 봇', '점점 작게 봇', 'Exact bot', 'Small-steps bot', 'Shrinking-steps bot'],
    ...['교사', '교수', '선생', '선생님', '쌤', '관리자', '운영자', '진행자', '시스템'],
    ...['teacher', 'professor', 'host', 'admin', 'moderator', 'system'],
  ].map((name) => lettersOf(skeletonOf(name))),
);

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** What a name becomes before anybody sees it, or why it cannot be one. Cleaning a clean name changes nothing. */
export function cleanName(raw: string): CleanName {
  // An address may be longer than a name: it is recognised first, so that its owner learns why it cannot be one.
  if (raw.length <= LONGEST_ADDRESS && isPersonal(raw)) return { ok: false, code: 'name/personal' };
  const name = cleanText(raw, NAME_LIMITS);
  if (name === null) return { ok: false, code: 'name/invalid' };
  const skeleton = skeletonOf(name);
  // Compatibility forms can hide a sentence in one character.
  if ([...skeleton].length > NAME_LIMITS.codePoints) return { ok: false, code: 'name/invalid' };
  if (isReserved(skeleton)) return { ok: false, code: 'name/reserved' };
  return { ok: true, name, skeleton };
}

/** The text in NFC without anything invisible, its blanks single spaces; null if nothing is left or it is too much. */
export function cleanText(raw: string, limits: TextLimits): string | null {
  // No text within the limits needs so many units; longer ones are not worth normalising.
  if (raw.length > 16 * limits.codePoints || UNFIT.test(raw)) return null;
  const text = raw
    .replace(UNSEEN, '')
    .replace(STRAY_JOINER, '')
    .replace(STRAY_SELECTOR, '')
    .replace(BLANKS, ' ')
    .trim()
    .normalize('NFC');
  const graphemes = [...segmenter.segment(text)].map(({ segment }) => [...segment]);
  const codePoints = graphemes.flat();
  const fits =
    graphemes.length > 0 &&
    graphemes.length <= limits.graphemes &&
    codePoints.length <= limits.codePoints &&
    codePoints.reduce((bytes, character) => bytes + utf8Length(character), 0) <= limits.bytes &&
    graphemes.every(isModest) &&
    !LOOSE_MARK.test(text);
  return fits ? text : null;
}

/** Names with the same skeleton look alike: one room has room for one of them. */
function skeletonOf(name: string): string {
  return [...name.normalize('NFKD')]
    .map((character) => LOOKALIKES.get(character) ?? character)
    .join('')
    .toUpperCase()
    .toLowerCase()
    .normalize('NFKC')
    .replace(/[\s\p{Default_Ignorable_Code_Point}]/gu, '');
}

/** Ornaments, accents, numbers and digits in place of letters do not make a reserved name free. */
function isReserved(skeleton: string): boolean {
  const spelled = [...skeleton].map((character) => LEET.get(character) ?? character).join('');
  return RESERVED.has(lettersOf(skeleton)) || RESERVED.has(lettersOf(spelled));
}

function lettersOf(text: string): string {
  return text.normalize('NFD').replace(/\P{L}/gu, '').normalize('NFC');
}

/** Patterns that point to a person outside the class; they are refused, so that they are never stored. */
function isPersonal(raw: string): boolean {
  const text = raw.replace(UNSEEN, '').normalize('NFKC');
  return [EMAIL, EIGHT_DIGITS, LOCAL_TELEPHONE, RESIDENT_NUMBER].some((pattern) => pattern.test(text));
}

function isModest(grapheme: readonly string[]): boolean {
  const marks = grapheme.filter((character) => /(?!\uFE0F)\p{M}/u.test(character));
  return grapheme.length <= MOST_CODE_POINTS_PER_GRAPHEME && marks.length <= MOST_MARKS_PER_GRAPHEME;
}

/** Bytes of one code point in UTF-8. */
function utf8Length(character: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}
