import { refreshEvery } from './refresh.ts';
import './status/so-mode.ts';
import './status/so-outbox.ts';
import './status/so-quarantine.ts';

refreshEvery(10_000);
