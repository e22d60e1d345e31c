import { finding } from '../../../shared/views/finding.ts';
import type { DisplayView } from '../../../shared/views/wire.ts';
import { formatCount } from '../../locales/numbers.ts';
import { t } from '../../locales/translate.ts';

const bots = ['exact', 'svi', 'decay'] as const;

/** What happened this round, in one sentence: the title of the results. */
export function findingWords(view: DisplayView): string {
  const found = finding(view);
  if (found === null) return t('results.h', { n: view.round });
  const values = Object.entries(found.values).map(([name, value]) => {
    const bot = name === 'bot' ? bots.find((one) => one === value) : undefined;
    if (bot !== undefined) return [name, t(`bot.${bot}`)];
    return [name, Number.isInteger(value) ? formatCount(Number(value)) : value];
  });
  return t(`finding.${found.key}`, Object.fromEntries(values));
}
