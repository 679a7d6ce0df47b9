/** The API gives lists bare or under a name; both are taken. */
export function listOf<T>(answer: unknown, name: string): T[] {
  if (Array.isArray(answer)) return answer as T[];
  const under = (answer as Record<string, unknown> | undefined)?.[name];
  return Array.isArray(under) ? (under as T[]) : [];
}

export const ROLES = ['viewer', 'responder', 'approver', 'admin'] as const;

/** The roles up to one's own. */
export function rolesUpTo(own: string): readonly string[] {
  const at = ROLES.findIndex((role) => role === own);
  return at < 0 ? ROLES.slice(0, 1) : ROLES.slice(0, at + 1);
}
