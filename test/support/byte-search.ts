import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const encoded = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

/** UTF-8, UTF-16 in both orders, escaped in JSON, and percent-encoded as browsers do it and byte by byte. */
function encodingsOf(text: string): readonly Buffer[] {
  const little = Buffer.from(text, 'utf16le');
  const forms = [Buffer.from(text), little, Buffer.from(little).swap16()];
  const percent = encoded(forms[0] ?? Buffer.of());
  const texts = [
    encodeURIComponent(text),
    percent,
    percent.toUpperCase(),
    escaped(text),
    escaped(text, true),
  ];
  return [...forms, ...texts.map((form) => Buffer.from(form))];
}

/** As JSON writers do it that keep to ASCII. */
function escaped(text: string, inCapitals = false): string {
  return text.replaceAll(/[^ -~]/g, (unit) => {
    const digits = unit.charCodeAt(0).toString(16).padStart(4, '0');
    return `\\u${inCapitals ? digits.toUpperCase() : digits}`;
  });
}

/** A text in every form in which it may lie on a disk or travel: composed and decomposed, each in every encoding. */
function formsOf(text: string): readonly Buffer[] {
  const all = [text, text.normalize('NFC'), text.normalize('NFD')].flatMap(encodingsOf);
  return [...new Map(all.map((form) => [form.toString('latin1'), form])).values()];
}

/** How many of these places hold the text in any form, counted as often as they do. */
export function hits(places: readonly Buffer[], texts: readonly string[]): number {
  let found = 0;
  for (const form of texts.flatMap(formsOf)) {
    for (const place of places) {
      for (let at = place.indexOf(form); at !== -1; at = place.indexOf(form, at + 1)) found += 1;
    }
  }
  return found;
}

/** Every file below a folder, whatever its name. */
export function filesIn(folder: string): readonly Buffer[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path));
}
