// A short comparison, printed as JSON: run inside a copy of the code in which a leak has been planted.
import { compareBriefly } from './compare.ts';

console.log(JSON.stringify(await compareBriefly(6)));
