/** Loaded when the first question is asked: a room is read far more often than it is changed. */
import './so-note-dialog.ts';
import './so-close-dialog.ts';
import './so-suspect-dialog.ts';
import './so-import-dialog.ts';
import './so-backfill-dialog.ts';
import './so-keys-dialog.ts';
import './so-identity-dialog.ts';
