import { ApiError, post } from './api.ts';
import { recogniseSuspect, type Recognised } from './model/recognise-suspect.ts';

const ACCOUNT = /^\d{12}$/;

/** The form that opens an incident: says what it takes the typed suspect for, sends it, and goes to the room. */
export function startWatchForm(): void {
  const form = document.querySelector<HTMLFormElement>('#start-watch');
  if (!form) return;
  const on = (id: string): HTMLInputElement => form.querySelector<HTMLInputElement>(`#${id}`) as HTMLInputElement;
  on('value').addEventListener('input', () => say(form, suspectOf(form)));
  on('type').addEventListener('change', () => say(form, suspectOf(form)));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void send(form);
  });
}

function suspectOf(form: HTMLFormElement): Recognised | undefined {
  const data = new FormData(form);
  const value = String(data.get('value') ?? '').trim();
  const type = String(data.get('type') ?? '');
  const found = recogniseSuspect(value);
  if (type === '' || type === found?.type) return found;
  if (value === '') return undefined;
  return { type: type as Recognised['type'], value, says: '', icon: 'user', needsAccount: type === 'user-name' };
}

function say(form: HTMLFormElement, found: Recognised | undefined): void {
  const hint = form.querySelector('#value-says');
  const typed = String(new FormData(form).get('value') ?? '').trim() !== '';
  if (hint) hint.textContent = found ? found.says : typed ? 'Not a key, ARN, unique id, address or user name' : '';
  const account = form.querySelector<HTMLElement>('#account-field');
  if (account) account.hidden = !found?.needsAccount;
}

async function send(form: HTMLFormElement): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>('#start');
  problem(form);
  const wrong = check(form);
  if (wrong) return problem(form, wrong.text, wrong.field);
  button?.setAttribute('disabled', '');
  try {
    const opened = await post<{ id: number | string }>('/api/incidents', bodyOf(form));
    location.assign(`/incidents/${encodeURIComponent(String(opened.id))}`);
  } catch (error) {
    const refused = error as ApiError;
    const id = refused.correlationId ? ` (id ${refused.correlationId})` : '';
    problem(form, `${refused.title}. ${refused.detail}${id}`, 'value');
    button?.removeAttribute('disabled');
  }
}

function check(form: HTMLFormElement): { text: string; field: string } | undefined {
  const data = new FormData(form);
  const found = suspectOf(form);
  if (!found) return { text: 'Name a suspect: an access key, an ARN, a unique id, an address or a user name.', field: 'value' };
  if (found.needsAccount && !ACCOUNT.test(String(data.get('account') ?? '').trim())) {
    return { text: 'A user name needs its account: 12 digits.', field: 'account' };
  }
  if (String(data.get('title') ?? '').trim() === '') return { text: 'Give a title: what you suspect, in a few words.', field: 'title' };
  return undefined;
}

function bodyOf(form: HTMLFormElement): unknown {
  const data = new FormData(form);
  const found = suspectOf(form) as Recognised;
  const account = found.account ?? (found.needsAccount ? String(data.get('account')).trim() : undefined);
  return {
    title: String(data.get('title')).trim(),
    severity: String(data.get('severity')),
    follow: String(data.get('follow')),
    suspects: [{ type: found.type, value: found.value, ...(account ? { account } : {}) }],
  };
}

function problem(form: HTMLFormElement, text = '', field = ''): void {
  const box = form.querySelector<HTMLElement>('#start-problem');
  const words = box?.querySelector('span');
  if (!box || !words) return;
  box.hidden = text === '';
  words.textContent = text;
  form.querySelectorAll('[aria-invalid]').forEach((one) => one.removeAttribute('aria-invalid'));
  const wrong = field ? form.querySelector<HTMLElement>(`#${field}`) : null;
  wrong?.setAttribute('aria-invalid', 'true');
  wrong?.focus();
}
