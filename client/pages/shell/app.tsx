import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { language, t } from '../../locales/translate.ts';
import { LiveRegions } from '../live-region.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { LazyPage } from './lazy-page.tsx';
import { NotFound } from './notices.tsx';
import { type Route, routeOf } from './route.ts';
import { path } from './router.ts';
import './shell.css';

const landing = () => import('../landing/landing-page.tsx').then((file) => file.LandingPage);
const setup = () => import('../host/setup/setup-page.tsx').then((file) => file.SetupPage);
const room = () => import('../host/room/host-room.tsx').then((file) => file.HostRoom);
const display = () => import('../display/display-page.tsx').then((file) => file.DisplayPage);
const rooms = () => import('../rooms/rooms-page.tsx').then((file) => file.RoomsPage);
const replay = () => import('../replay/replay-page.tsx').then((file) => file.ReplayPage);
const practice = () => import('../practice/practice-page.tsx').then((file) => file.PracticePage);
const privacy = () => import('../privacy/privacy-page.tsx').then((file) => file.PrivacyPage);
const selfCheck = () => import('../privacy/self-check-page.tsx').then((file) => file.SelfCheckPage);
const plan = () => import('../plan/plan-page.tsx').then((file) => file.PlanPage);
const check = () => import('../landing/check-page.tsx').then((file) => file.CheckPage);
const gallery = () => import('../gallery/gallery-page.tsx').then((file) => file.GalleryPage);

function pageOf(route: Route): JSX.Element {
  switch (route.page) {
    case 'landing':
      return <LazyPage key="landing" load={landing} props={{}} />;
    case 'setup':
      return <LazyPage key="setup" load={setup} props={{}} />;
    case 'room':
      return <LazyPage key={`room ${route.code}`} load={room} props={{ code: route.code }} />;
    case 'display':
      return <LazyPage key={`display ${route.code}`} load={display} props={{ code: route.code }} />;
    case 'rooms':
      return <LazyPage key="rooms" load={rooms} props={{}} />;
    case 'practice':
      return <LazyPage key="practice" load={practice} props={{}} />;
    case 'privacy':
      return <LazyPage key="privacy" load={privacy} props={{}} />;
    case 'selfCheck':
      return <LazyPage key="selfCheck" load={selfCheck} props={{}} />;
    case 'plan':
      return <LazyPage key={`plan ${route.preset}`} load={plan} props={{ preset: route.preset }} />;
    case 'check':
      return <LazyPage key="check" load={check} props={{}} />;
    case 'replay':
      return <LazyPage key={`replay ${route.id}`} load={replay} props={{ id: route.id }} />;
    case 'lost':
      return <NotFound />;
  }
}

export function App(): JSX.Element {
  const route = routeOf(path.value);
  const screen = import.meta.env.DEV ? new URLSearchParams(location.search).get('gallery') : null;
  useEffect(() => {
    document.title = t('app.name');
  }, [path.value, language.value]);
  return (
    <>
      <a class="skip-link" href="#main">
        {t('app.skip')}
      </a>
      <ErrorBoundary key={path.value}>
        {screen === null ? pageOf(route) : <LazyPage load={gallery} props={{ screen }} />}
      </ErrorBoundary>
      <LiveRegions />
    </>
  );
}
