import fc from 'fast-check';

/**
 * The same cases in every run: a change is never refused for a case that it has nothing to do with. Other cases are tried
 * with another seed: `PROPERTY_SEED=7 npx vitest run --project together`.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_260_301) });

export { fc };
