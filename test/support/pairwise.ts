interface Pair {
  readonly a: string;
  readonly x: unknown;
  readonly b: string;
  readonly y: unknown;
}

/** For each setting its values; every two values of different settings meet in at least one of the cases made of them. */
export function pairwise<const T extends Readonly<Record<string, readonly unknown[]>>>(
  settings: T,
): readonly { readonly [K in keyof T]: T[K][number] }[] {
  const names = Object.keys(settings);
  const valuesOf = (name: string) => settings[name] ?? [];
  const open = new Set<Pair>();
  for (const [i, a] of names.entries()) {
    for (const b of names.slice(i + 1)) {
      for (const x of valuesOf(a)) for (const y of valuesOf(b)) open.add({ a, x, b, y });
    }
  }
  const metBy = (made: Readonly<Record<string, unknown>>) =>
    [...open].filter(({ a, x, b, y }) => a in made && b in made && made[a] === x && made[b] === y);
  const cases: { readonly [K in keyof T]: T[K][number] }[] = [];
  for (const pair of open) {
    // Begin with a pair that has not met yet, then give each setting the value that brings most new pairs together.
    let made: Record<string, unknown> = { [pair.a]: pair.x, [pair.b]: pair.y };
    for (const name of names.filter((other) => !(other in made))) {
      const choices = valuesOf(name).map((value) => ({ ...made, [name]: value }));
      made = choices.reduce((best, choice) => (metBy(choice).length > metBy(best).length ? choice : best));
    }
    for (const met of metBy(made)) open.delete(met);
    cases.push(made as { readonly [K in keyof T]: T[K][number] });
  }
  return cases;
}
