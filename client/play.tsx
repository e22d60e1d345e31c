import './theme.ts';
import './styles/tokens.css';
import './styles/base.css';
import { render } from 'preact';
import { loadLanguage, t } from './locales/translate.ts';
import { PlayerApp } from './pages/player/player-app.tsx';

const code = /^\/play\/(\d{6,12})\/?$/.exec(location.pathname)?.[1] ?? '';
const search = new URLSearchParams(location.search);
const key = search.get('k') ?? undefined;
const root = document.getElementById('app');

if (root !== null) {
  await loadLanguage();
  document.title = t('app.name');
  if (import.meta.env.DEV && search.has('gallery')) {
    // Not awaited: what it imports may stand in this very file.
    void import('./pages/gallery/phone-gallery.tsx').then(({ PhoneGallery }) => {
      render(<PhoneGallery state={search.get('gallery') ?? ''} />, root);
    });
  } else {
    render(<PlayerApp code={code} joinKey={key} />, root);
  }
}
