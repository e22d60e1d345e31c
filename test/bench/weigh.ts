// `npm run weigh`: what a student's phone loads before the first screen, in bytes of Brotli, and how long a slow phone
// takes to it; `-- --json` for programs. Exit code 1: a limit is exceeded.
import { printWeight } from '../../server/scripts/weigh.mjs';
import { measureFirstScreen } from './first-screen.ts';

const json = process.argv.includes('--json');
const firstScreen = await measureFirstScreen();
const isLight = printWeight(json, { firstScreen });
const { interactiveMs, limitMs, allMs, layoutShift, fonts } = firstScreen;
if (!json) {
  console.log(
    `${String(interactiveMs).padStart(8)}  ms to the form with the CPU slowed 4×, 400 kbit/s and 300 ms (median of ${allMs.join(', ')}), of ${limitMs} allowed`,
  );
  console.log(`${layoutShift.toFixed(4).padStart(8)}  layout shift, of 0 allowed`);
  console.log(`${String(fonts).padStart(8)}  web fonts, of 0 allowed`);
}
const isQuick = interactiveMs <= limitMs && layoutShift === 0 && fonts === 0;
process.exitCode = isLight && isQuick ? 0 : 1;
