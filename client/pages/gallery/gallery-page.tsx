import type { JSX } from 'preact';
import { Loading, NotFound } from '../shell/notices.tsx';
import { AllPage } from './all-page.tsx';
import { DrawingsPage } from './drawings-page.tsx';
import { StageGallery } from './stage-gallery.tsx';

/** Only while developing: /?gallery=all lists what there is. */
export function GalleryPage({ screen }: { screen: string }): JSX.Element {
  switch (screen) {
    case 'all':
      return <AllPage />;
    case 'drawings':
      return <DrawingsPage />;
    case 'notice-loading':
      return <Loading />;
    case 'notice-lost':
      return <NotFound />;
    case 'notice-fault':
      return <Fault />;
    default:
      return <StageGallery screen={screen} />;
  }
}

function Fault(): never {
  throw new Error('invented for the gallery');
}
