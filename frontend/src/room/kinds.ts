/** Icon and word for each kind of identity; a newer server's kind is drawn with its own name. */
const KINDS: Record<string, readonly [icon: string, word: string]> = {
  'access-key': ['key', 'access key'],
  'role-session': ['session', 'session'],
  'federated-user': ['session', 'federated session'],
  'console-session': ['session', 'console session'],
  user: ['user', 'user'],
  root: ['user', 'root'],
  principal: ['user', 'principal'],
  'identity-center-user': ['user', 'Identity Center user'],
  role: ['role', 'role'],
  instance: ['host', 'instance'],
  function: ['host', 'function'],
  'source-ip': ['host', 'source address'],
  'service-credential': ['key', 'service credential'],
  'ssh-key': ['key', 'SSH key'],
  'signing-certificate': ['key', 'signing certificate'],
  outsider: ['users', 'outsider'],
  'source-identity': ['users', 'source identity'],
  'trust-anchor': ['lock', 'trust anchor'],
};

export function kindOf(kind: string): readonly [icon: string, word: string] {
  return (Object.hasOwn(KINDS, kind) && KINDS[kind]) || ['info', kind];
}
