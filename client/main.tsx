import './theme.ts';
import './styles/tokens.css';
import './styles/tokens-stage.css';
import './styles/base.css';
import './styles/controls.css';
import './styles/laptop.css';
import { render } from 'preact';
import { loadStage } from './locales/translate.ts';
import { App } from './pages/shell/app.tsx';

const root = document.getElementById('app');

if (root !== null) {
  await loadStage();
  render(<App />, root);
}
