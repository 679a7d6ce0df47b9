import { refreshEvery } from './refresh.ts';
import './status/so-quarantine.ts';

refreshEvery(10_000);
