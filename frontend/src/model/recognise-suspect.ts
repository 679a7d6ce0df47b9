/** What somebody typed or pasted as a suspect, recognised without asking anybody. */
export interface Recognised {
  type: 'access-key' | 'principal-arn' | 'principal-id' | 'user-name' | 'source-ip';
  value: string;
  /** Said under the field. */
  says: string;
  icon: string;
  /** The account that the value itself names. */
  account?: string;
  needsAccount: boolean;
}

const KEY = /^(AKIA|ASIA)[A-Z0-9]{12,124}$/;
const ID = /^(AIDA|AROA)[A-Z0-9]{12,124}(:[\w+=,.@-]+)?$/;
const ARN = /^arn:(aws|aws-cn|aws-us-gov):(iam|sts)::(\d{12}):(root|(user|role|assumed-role|federated-user)\/[\w+=,.@/-]+)$/;
const IPV4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;
const IPV6 = /^[0-9a-f:]+(:\d{1,3}(\.\d{1,3}){3})?$/i;
const NAME = /^[\w+=,.@-]{1,64}$/;

export function recogniseSuspect(typed: string): Recognised | undefined {
  const value = typed.trim();
  if (value === '') return undefined;
  return key(value) ?? principalId(value) ?? arn(value) ?? address(value) ?? userName(value);
}

function key(value: string): Recognised | undefined {
  const found = KEY.exec(value.toUpperCase());
  if (!found) return undefined;
  const says = found[1] === 'AKIA' ? 'Long-term access key' : 'Temporary access key of one session';
  return { type: 'access-key', value: value.toUpperCase(), says, icon: 'key', needsAccount: false };
}

function principalId(value: string): Recognised | undefined {
  const found = ID.exec(value);
  if (!found) return undefined;
  const what = found[1] === 'AIDA' ? 'Unique id of a user' : found[2] ? 'One session of a role' : 'Unique id of a role';
  return { type: 'principal-id', value, says: what, icon: found[1] === 'AIDA' ? 'user' : 'role', needsAccount: false };
}

function arn(value: string): Recognised | undefined {
  const found = ARN.exec(value);
  if (!found) return undefined;
  const kind = found[4] === 'root' ? 'Root user' : words(found[5] ?? '');
  return {
    type: 'principal-arn',
    value,
    says: `${kind} in account ${found[3]}`,
    icon: found[5] === 'role' ? 'role' : found[5] === 'assumed-role' ? 'session' : 'user',
    account: found[3],
    needsAccount: false,
  };
}

function words(kind: string): string {
  return { user: 'User', role: 'Role, all its sessions', 'assumed-role': 'One session of a role' }[kind] ?? 'Federated user';
}

function address(value: string): Recognised | undefined {
  const four = IPV4.exec(value);
  const fits = four ? four.slice(1).every((part) => Number(part) <= 255) : value.includes(':') && isIpv6(value);
  if (!fits) return undefined;
  return {
    type: 'source-ip',
    value,
    says: 'Source address: every call from it, whoever makes it',
    icon: 'host',
    needsAccount: false,
  };
}

function isIpv6(value: string): boolean {
  if (!IPV6.test(value)) return false;
  try {
    return new URL(`http://[${value}]/`).hostname.length > 2;
  } catch {
    return false;
  }
}

function userName(value: string): Recognised | undefined {
  if (!NAME.test(value)) return undefined;
  return { type: 'user-name', value, says: 'User name: say which account it is in', icon: 'user', needsAccount: true };
}
