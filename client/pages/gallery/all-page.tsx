import type { JSX } from 'preact';
import { languageName, nextLanguage } from '../../locales/languages.ts';
import { language, setLanguage } from '../../locales/translate.ts';
import { ThemeSwitch } from '../shell/switches.tsx';
import { type GalleryEntry, galleryEntries } from './entries.ts';

const sizes: Readonly<Record<GalleryEntry['kind'], { width: number; height: number; scale: number }>> = {
  phone: { width: 390, height: 844, scale: 0.4 },
  wall: { width: 1920, height: 1080, scale: 0.2 },
  desk: { width: 1440, height: 900, scale: 0.2 },
};
const headings: Readonly<Record<GalleryEntry['kind'], string>> = {
  phone: 'Phone',
  wall: 'Stage',
  desk: 'Notices and drawings',
};

/** Every screen in every state at a glance; a name leads to the screen alone. */
export function AllPage(): JSX.Element {
  return (
    <main id="main" style={{ padding: '24px' }}>
      <h1>Gallery</h1>
      <p style={{ display: 'flex', gap: '16px' }}>
        <button type="button" class="button" onClick={() => void setLanguage(nextLanguage(language.value))}>
          {languageName(nextLanguage(language.value))}
        </button>
        <ThemeSwitch />
      </p>
      {(['phone', 'wall', 'desk'] as const).map((kind) => (
        <section key={kind}>
          <h2>{headings[kind]}</h2>
          <ul style={{ display: 'flex', flexWrap: 'wrap', gap: '24px', padding: 0, listStyle: 'none' }}>
            {galleryEntries
              .filter((entry) => entry.kind === kind)
              .map((entry) => (
                <Miniature key={entry.name} entry={entry} />
              ))}
          </ul>
        </section>
      ))}
    </main>
  );
}

function Miniature({ entry: { name, address, kind } }: { entry: GalleryEntry }): JSX.Element {
  const { width, height, scale } = sizes[kind];
  const here = `${address}&lang=${language.value}`;
  return (
    <li>
      <a href={here}>{name}</a>
      <div style={{ width: `${width * scale}px`, height: `${height * scale}px`, overflow: 'hidden' }}>
        <iframe
          src={here}
          title={name}
          loading="lazy"
          inert
          style={{
            ...{ width: `${width}px`, height: `${height}px`, border: '1px solid' },
            ...{ transform: `scale(${scale})`, transformOrigin: '0 0' },
          }}
        />
      </div>
    </li>
  );
}
