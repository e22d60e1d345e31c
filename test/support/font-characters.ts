import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';

/** Every character that a font file has a glyph for. */
export async function fontCharacters(file: string): Promise<ReadonlySet<string>> {
  const font = await subsetFont(readFileSync(file), null, { keepAllGlyphs: true, targetFormat: 'sfnt' });
  const bytes = new DataView(font.buffer, font.byteOffset, font.byteLength);
  return new Set(codePoints(bytes, tableAt(bytes, 'cmap')).map((code) => String.fromCodePoint(code)));
}

function tableAt(bytes: DataView, tag: string): number {
  for (let entry = 12; entry < 12 + 16 * bytes.getUint16(4); entry += 16) {
    const name = String.fromCharCode(...[0, 1, 2, 3].map((k) => bytes.getUint8(entry + k)));
    if (name === tag) return bytes.getUint32(entry + 8);
  }
  throw new Error(`The font has no table ${tag}.`);
}

/** Of the subtables in the two formats that Unicode fonts use. */
function codePoints(bytes: DataView, cmap: number): readonly number[] {
  const subtables = Array.from({ length: bytes.getUint16(cmap + 2) }, (_, k) =>
    bytes.getUint32(cmap + 8 + 8 * k),
  );
  return subtables.flatMap((offset) => {
    const at = cmap + offset;
    const format = bytes.getUint16(at);
    if (format === 4) return segments(bytes, at);
    return format === 12 ? groups(bytes, at) : [];
  });
}

function segments(bytes: DataView, at: number): number[] {
  const twice = bytes.getUint16(at + 6);
  return Array.from({ length: twice / 2 }, (_, k) => {
    const end = bytes.getUint16(at + 14 + 2 * k);
    const start = bytes.getUint16(at + 16 + twice + 2 * k);
    const delta = bytes.getUint16(at + 16 + 2 * twice + 2 * k);
    const rangeAt = at + 16 + 3 * twice + 2 * k;
    const range = bytes.getUint16(rangeAt);
    const glyph = (code: number) =>
      range === 0 ? (code + delta) & 0xffff : bytes.getUint16(rangeAt + range + 2 * (code - start));
    return from(start, end).filter((code) => code !== 0xffff && glyph(code) !== 0);
  }).flat();
}

function groups(bytes: DataView, at: number): number[] {
  return Array.from({ length: bytes.getUint32(at + 12) }, (_, k) => {
    const group = at + 16 + 12 * k;
    return from(bytes.getUint32(group), bytes.getUint32(group + 4));
  }).flat();
}

function from(first: number, last: number): number[] {
  return Array.from({ length: last - first + 1 }, (_, k) => first + k);
}
