import './styles.css';
import { render } from 'preact';
import { resumeSession } from './account/session.ts';
import { App } from './app.tsx';
import { startLive } from './live/start-live.ts';
import { startPlacement } from './slip/start-placement.ts';
import { startRouter } from './ui/router.ts';

startRouter();
startLive();
startPlacement();
void resumeSession();

const root = document.getElementById('app');
if (root !== null) render(<App />, root);
