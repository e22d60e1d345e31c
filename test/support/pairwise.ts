/** For each setting its values; every two values of different settings meet in at least one of the cases made of them. */
export function pairwise<const T extends Readonly<Record<string, readonly unknown[]>>>(
  settings: T,
): readonly { readonly [K in keyof T]: T[K][number] }[] {
  const names: readonly (keyof T & string)[] = Object.keys(settings);
  const pairs = names.flatMap((a, i) =>
    names
      .slice(i + 1)
      .flatMap((b) => (settings[a] ?? []).flatMap((x) => (settings[b] ?? []).map((y) => ({ a, x, b, y })))),
  );
  const open = new Set(pairs);
  const cases: { [K in keyof T]: T[K][number] }[] = [];
  while (open.size > 0) {
    const chosen: Record<string, unknown> = {};
    for (const pair of open) {
      const fits = ({ a, x, b, y }: typeof pair) =>
        (!(a in chosen) || chosen[a] === x) && (!(b in chosen) || chosen[b] === y);
      if (!fits(pair)) continue;
      chosen[pair.a] = pair.x;
      chosen[pair.b] = pair.y;
    }
    const made = Object.fromEntries(
      names.map((name) => [name, name in chosen ? chosen[name] : settings[name]?.[0]]),
    );
    for (const pair of open) if (made[pair.a] === pair.x && made[pair.b] === pair.y) open.delete(pair);
    cases.push(made as { [K in keyof T]: T[K][number] });
  }
  return cases;
}
