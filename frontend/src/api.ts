import { visible } from './visible.ts';

/** A refusal of the server, in its own words. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly correlationId?: string,
  ) {
    super(detail || title);
  }
}

/** A lost answer says nothing about the question. */
const UNKNOWN = 'Whether it was done is not known: look before you try again.';
const ANSWER_WITHIN = 30_000;

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  let payload: BodyInit | undefined;
  if (body instanceof Blob) {
    headers['Content-Type'] = 'application/octet-stream';
    payload = body;
  } else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    payload = JSON.stringify(body);
  }
  // A file may take long to send; anything else that is not answered in time never will be.
  const signal = body instanceof Blob ? undefined : AbortSignal.timeout(ANSWER_WITHIN);
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, { method, headers, body: payload, credentials: 'same-origin', redirect: 'error', signal });
    text = await response.text();
  } catch {
    throw new ApiError(0, 'Stakeout did not answer', method === 'GET' ? 'Check the connection and try again.' : UNKNOWN);
  }
  const json = parsed(text);
  if (response.ok) return json as T;
  throw refusal(response.status, json);
}

export const get = <T>(path: string): Promise<T> => call<T>('GET', path);
export const post = <T>(path: string, body: unknown): Promise<T> => call<T>('POST', path, body);

function refusal(status: number, json: unknown): ApiError {
  const problem = (typeof json === 'object' && json !== null ? json : {}) as Record<string, unknown>;
  const said = (name: string): string => (typeof problem[name] === 'string' ? visible(problem[name]) : '');
  if (status === 401) return new ApiError(401, 'You are signed out', 'Nothing was changed. Sign in again in another tab, then try again here.');
  return new ApiError(status, said('title') || `Refused (${status})`, said('detail'), said('correlationId') || undefined);
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
