// Plans of every state, for looking at the drawer. Never shipped.
const ACCOUNT = '123837392027';
const yes = { allowed: true, why: null };
const no = (why) => ({ allowed: false, why });
const statement = (who) => JSON.stringify({ Sid: 'S12a', Effect: 'Deny', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:userid': `AROATFQR7NSCWCZMFXMXZ:${who}` }, DateLessThan: { 'aws:TokenIssueTime': '{cut-off}' } } });

function step(n, role, more = {}) {
  return {
    n, title: `Deny one session of role ${role}`, call: 'iam:PutRolePolicy', target: `role ${role} in ${ACCOUNT}`, account: ACCOUNT, identityIds: ['4'], renewal: n === 1, beforeKnown: true, before: null,
    after: statement(role), stops: 'this session, also when it is started again under the same name', doesNotStop: 'a session with another name, by whoever may assume the role', sideEffect: 'others with the same session name', suspectNotices: 'AccessDenied on every call; GetCallerIdentity still answers', undo: 'the statement is taken off the list', reversible: true, state: 'pending', requestIds: [], error: null, ...more,
  };
}

const verdicts = (outcome = 'pending') => [
  ['not-yourself', 'pass', 'you are user/okafor; 2 operators have no AWS principal and are unchecked: lena, p.lind'], ['protected', 'pass', 'none of 9 patterns fits'], ['cap-absolute', 'pass', '4 principals, limit 10'],
  ['cap-percent', 'pass', '4 of 61 principals = 6.6 %, limit 10 %'], ['cap-per-hour', 'pass', '4 within the hour, limit 20'], ['blast-radius', 'pass', 'no role-wide revoke'], ['pipeline-in-use', outcome === 'acknowledge' ? 'acknowledge' : 'pass', outcome === 'acknowledge' ? 'role ci-deploy is used by GitHub Actions' : 'no sign of a pipeline'],
  ['standing', 'pending', 'tags are read at execution'], ['kill-switch', 'pass', 'not pulled'],
].map(([guardrail, o, text]) => ({ guardrail, outcome: o, text, moment: 'drafted', at: '2026-01-01T12:06:20Z' }));

function plan(id, state, stateText, actions, more = {}) {
  return {
    id, incidentId: '214', level: 'L3', levelTitle: 'Principal', state, stateText, hash: '7f3a9c1e'.repeat(8), undoOf: null, undoneBy: null, draftedBy: 'responder', draftedAt: '2026-01-01T12:06:20Z',
    reason: 'Key used from an unknown address; creates trails, roles and instances, tried LeaveOrganization, deleted a flow log.\nThe owner confirms: not us. \u202e', rehearsal: null, cutOff: null, effectiveAt: null, message: null, confirm: 'bert-jan', options: { boundary: true, controlPolicy: false, reapply: 0 },
    subjects: [{ identityId: '1', kind: 'access-key', label: 'AKIATFQR7NSC8Q4X20BJ', relation: 'suspect' }, { identityId: '2', kind: 'user', label: 'svc-backup', relation: 'minted' }, { identityId: '4', kind: 'role-session', label: 'ci-deploy/x', relation: 'minted' }, { identityId: '8', kind: 'user', label: 'colleague-0', relation: 'touched', chosen: 'its key was made for the suspect' }],
    steps: [
      step(1, 'get-usr-data'), step(2, 'ec2-steal-credentials', { identityIds: ['5'] }),
      step(3, 'x', { title: 'Put a boundary on user bert-jan', call: 'iam:PutUserPermissionsBoundary', target: `user bert-jan in ${ACCOUNT}`, before: 'arn:aws:iam::123837392027:policy/Developers', after: 'arn:aws:iam::aws:policy/AWSDenyAll', identityIds: ['1'] }),
      step(4, 'y', { title: 'Deactivate key AKIATFQR7NSC8Q4X20BJ of user bert-jan', call: 'iam:UpdateAccessKey', target: `user bert-jan in ${ACCOUNT}`, before: 'Active', after: 'Inactive', identityIds: ['1'] }),
      step(5, 'z', { title: 'Delete the password of user svc-backup', call: 'iam:DeleteLoginProfile', target: `user svc-backup in ${ACCOUNT}`, beforeKnown: false, after: null, reversible: false, identityIds: ['2'] }),
    ],
    checklist: [{ n: 1, text: 'Disable m.okafor in Identity Center and delete its sessions', why: 'There is no public API for it; live role sessions run on until then.', doneBy: null }, { n: 2, text: 'Tell the owner of ci-deploy', why: 'Its next run fails.', doneBy: 'lena', doneAt: '2026-01-01T12:08:00Z' }],
    warnings: ['The credential that can mint the next session stays alive: user bert-jan may assume get-usr-data again under another session name.'],
    impact: { since: '2026-01-01T02:00:00Z', principals: [{ principal: `arn:aws:iam::${ACCOUNT}:user/bert-jan`, known: true, calls: 687, others: [], addresses: ['192.168.10.20'], agents: ['Terraform', 'aws-cli'], pipeline: [], text: 'nobody else in the last 10 h' }, { principal: `arn:aws:iam::${ACCOUNT}:role/ci-deploy`, known: true, calls: 1204, others: ['run-8123', 'run-8124', 'run-8125'], addresses: ['203.0.113.9'], agents: ['GitHub-Actions'], pipeline: ['session names with run numbers', 'token.actions.githubusercontent.com'], text: '3 other sessions in the last 24 h' }, { principal: `arn:aws:iam::222233334444:role/admin`, known: false }],
      asked: false, askCalls: ['iam:GetUser bert-jan', 'iam:ListAccessKeys bert-jan', 'iam:GetRole ci-deploy'], profiles: [] },
    verdicts: verdicts(), approvals: [], proof: null, actions: { request: no('not in this state'), approve: no('not in this state'), reject: no('not in this state'), execute: no('not in this state'), retry: no('not in this state'), undo: no('not in this state'), breakGlass: no('not your role'), inspect: yes, ...actions }, ...more,
  };
}

const done = (one, i) => ({ ...one, state: i === 1 ? 'already' : 'done', requestIds: i === 1 ? [] : [`5b0c41e7-9d2f-4c7a-91${i}0-0f6b2f1c8a11`] });
const asked = [{ by: 'responder', decision: 'requested', reason: 'The owner confirms: not us.', at: '2026-01-01T12:08:40Z' }];
const proof = (more) => ({ expects: 'denied calls', cannotSee: 'data events of S3 and Lambda, unless the trail logs them', succeeding: 0, denied: 14, withinPropagation: 2, lastSuccess: null, lastCall: '2026-01-01T12:13:44Z', quietSince: '2026-01-01T12:10:07Z', quietForSeconds: 365, windowSeconds: 1800,
  watermarks: [{ lane: 'EB', account: ACCOUNT, region: 'us-east-1', watermark: '2026-01-01T12:16:10Z', provenUntil: '2026-01-01T12:16:10Z', state: 'advancing' }, { lane: 'CW', account: ACCOUNT, region: 'us-east-1', watermark: '2026-01-01T12:13:44Z', provenUntil: '2026-01-01T12:13:44Z', state: 'waiting' }],
  readBack: [{ n: 1, ok: true, text: 'the deny of ci-deploy is there' }, { n: 4, ok: true, text: 'the key is inactive' }], readBackAt: '2026-01-01T12:10:40Z', counterMoves: [], text: '0 succeeding, 14 denied (watched 6 min of 30)', ...more });

export const plans = (cutOff, effectiveAt) => {
  const ran = { cutOff, effectiveAt, executedBy: 'responder', executedAt: cutOff, approvals: [...asked, { by: 'l.haas', decision: 'approved', reason: '', at: '2026-01-01T12:09:58Z' }], rehearsal: false };
  const all = [
    plan('11', 'refused', 'a guardrail refuses it', {}, { verdicts: verdicts().map((one) => (one.guardrail === 'cap-percent' ? { ...one, outcome: 'refused', text: '9 of 40 principals = 22.5 %, limit 10 %' } : one)) }),
    plan('12', 'drafted', 'drafted', { request: yes, breakGlass: yes }),
    plan('13', 'awaiting-approval', "waits for another person's approval until 12:23 UTC", { approve: yes, reject: yes }, { approvals: asked, verdicts: verdicts('acknowledge') }),
    plan('14', 'awaiting-approval', "waits for another person's approval until 12:23 UTC", { approve: no('You drafted it: another person approves.'), reject: no('You drafted it: another person decides.') }, { approvals: asked }),
    plan('15', 'approved', 'approved by l.haas; has to be executed by 12:25 UTC', { execute: yes }, { approvals: ran.approvals }),
    plan('16', 'failed', 'failed', { retry: yes, undo: yes }, { ...ran, message: 'Step 4 failed: UpdateAccessKey was refused (LimitExceeded). Steps 1 to 3 are in force. Step 5 was not tried. Nothing was undone.' }),
    plan('17', 'executed', 'executed, being proved', { undo: yes }, { ...ran, proof: proof({}) }),
    plan('18', 'contested', 'contested', { undo: yes }, { ...ran, proof: proof({ succeeding: 1, lastSuccess: '2026-01-01T12:12:41Z', counterMoves: [{ eventId: 'e', eventTime: '2026-01-01T12:12:41Z', text: 'DeleteRolePolicy on role get-usr-data', caller: 'arn:aws:iam::123837392027:user/helper' }] }) }),
    plan('19', 'rehearsed', 'rehearsed: nothing was changed', {}, { ...ran, rehearsal: true }),
  ];
  all[5].steps = all[5].steps.map((one, i) => (i < 3 ? done(one, i) : i === 3 ? { ...one, state: 'failed', error: 'LimitExceeded: the user is at its policy limit', requestIds: ['77ab-1'] } : { ...one, state: 'skipped' }));
  [6, 7].forEach((i) => (all[i].steps = all[i].steps.map(done)));
  all[8].steps = all[8].steps.map((one) => ({ ...one, state: 'would' }));
  return all;
};
