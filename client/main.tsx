import './theme.ts';
import './styles/tokens.css';
import './styles/tokens-stage.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/laptop.css';
import { effect } from '@preact/signals';
import { render } from 'preact';
import { loadStage } from './locales/translate.ts';
import { keepShell } from './offline/keep-shell.ts';
import { App } from './pages/shell/app.tsx';
import { routeOf } from './pages/shell/route.ts';
import { path } from './pages/shell/router.ts';

const root = document.getElementById('app');

if (root !== null) {
  await loadStage();
  render(<App />, root);
  effect(() => keepShell(routeOf(path.value)));
}
