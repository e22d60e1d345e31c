import { searchBuiltClient } from './hidden-jar/built-client.ts';
import { compareJars } from './hidden-jar/compare.ts';
import { cases } from './hidden-jar/jars.ts';
import { leaks, unfoundLeaks } from './hidden-jar/leaks.ts';
import { count, type Proof, type Size } from './proof.ts';

const pairsOf: Readonly<Record<Size, number>> = { ci: 1000, full: 10_000 };

export const nonInterference: Proof = {
  id: 'P4',
  promise: 'no byte that leaves the server before the reveal depends on the jar',
  async prove(size) {
    const asked = pairsOf[size];
    const seen = await compareJars(asked);
    const built = searchBuiltClient();
    const unfound = await unfoundLeaks();
    const broken = [
      ...(seen.pairs === asked ? [] : [`${count(seen.pairs)} of ${count(asked)} pairs were compared`]),
      ...(seen.differing === 0 ? [] : [`${count(seen.differing)} bytes differ, first in ${seen.first}`]),
      ...(seen.secrets === 0 ? [] : [`a seed, a salt or a nonce appears ${count(seen.secrets)} times`]),
      ...(seen.told === 0
        ? []
        : [`a running room is told from an unknown one ${count(seen.told)} times: ${seen.first}`]),
      ...(seen.blind === 0 ? [] : [`${count(seen.blind)} pairs look the same even after the reveal`]),
      ...(built.files > 0 ? [] : ['there is no built client to search']),
      ...built.suspicious,
      ...unfound,
    ];
    const figures = [
      `${count(seen.differing)} differing bytes of ${count(seen.bytes)} in ${count(seen.messages)} messages and links of the chain, of ${count(seen.pairs)} pairs of jars in ${cases.length} settings`,
      `${count(seen.secrets)} seeds, salts or nonces in them or the logs`,
      `${count(built.files)} built files searched`,
      `${leaks.length - unfound.length} of ${leaks.length} planted leaks found`,
    ];
    return { figures: figures.join('; '), broken, late: [] };
  },
};
