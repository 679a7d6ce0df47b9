/** What each level does, mildest first; a drafted plan says the same of every single step. */
export interface LevelFacts {
  id: string;
  title: string;
  stops: string;
  lets: string;
  notices: string;
  undo: string;
  effect: string;
}

const SOON = 'in seconds, at worst a few minutes';

export const LEVELS: readonly LevelFacts[] = [
  {
    id: 'L0',
    title: 'Observe',
    stops: 'nothing',
    lets: 'everything: the watch goes on and the suspect works on',
    notices: 'nothing',
    undo: 'nothing to undo',
    effect: 'at once',
  },
  {
    id: 'L1',
    title: 'Clip',
    stops: 'new credentials, footholds and tampering with logs, by the suspect and all that it minted',
    lets: 'reading and changing everything else',
    notices: 'some calls are denied, as if a permission were missing',
    undo: 'reversible',
    effect: SOON,
  },
  {
    id: 'L2',
    title: 'Sessions',
    stops: "the suspect's sessions only; others of the same role work on",
    lets: 'long-term keys, and whatever can start the next session',
    notices: 'every call of those sessions is denied; GetCallerIdentity still answers',
    undo: 'reversible',
    effect: SOON,
  },
  {
    id: 'L3',
    title: 'Principal',
    stops: "the suspects' users and roles, and every session and credential that came from them",
    lets: 'access that resource policies give to others; other users of a role have to sign in again',
    notices: 'every call is denied; GetCallerIdentity still answers',
    undo: 'reversible',
    effect: SOON,
  },
  {
    id: 'L4',
    title: 'Keys and password',
    stops: 'the same, and long-term keys and console passwords are switched off',
    lets: 'access that resource policies give to others',
    notices: 'the key is unknown to AWS, the sign-in fails',
    undo: 'keys are switched on again; a password has to be set anew',
    effect: SOON,
  },
  {
    id: 'L5',
    title: 'Account',
    stops: 'the whole account, by people who follow a checklist; Stakeout executes nothing',
    lets: 'what the checklist does not name',
    notices: 'everything stands still',
    undo: 'by people too',
    effect: 'as fast as the people are',
  },
];

export function levelName(id: string): string {
  const known = LEVELS.find((level) => level.id === id);
  return known ? `${id} ${known.title}` : id;
}
