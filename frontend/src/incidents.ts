import { refreshEvery } from './refresh.ts';
import { startWatchForm } from './start-watch.ts';

refreshEvery(10_000);
startWatchForm();
