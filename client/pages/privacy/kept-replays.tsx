import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Icon } from '../../art/icon.tsx';
import { t } from '../../locales/translate.ts';
import { dropReplays, keptReplays } from '../../offline/kept-replays.ts';
import { announce } from '../live-region.tsx';

/** The way to clear what this device keeps of replays; nothing where it keeps none. */
export function KeptReplays(): JSX.Element | null {
  const [state, setState] = useState<'none' | 'some' | 'erased'>('none');
  useEffect(() => {
    void keptReplays().then(({ length }) => setState(length > 0 ? 'some' : 'none'));
  }, []);
  if (state === 'none') return null;
  if (state === 'erased') return <p role="status">{t('privacy.replays.erased')}</p>;
  const erase = async (): Promise<void> => {
    await dropReplays();
    setState('erased');
    announce('privacy', t('privacy.replays.erased'));
  };
  return (
    <p>
      <button type="button" class="button" onClick={() => void erase()}>
        <Icon name="trash" /> {t('privacy.replays.erase')}
      </button>
    </p>
  );
}
