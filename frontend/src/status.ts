import { refreshEvery } from './refresh.ts';

refreshEvery(10_000);
