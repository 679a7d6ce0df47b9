// A stand-in for the server, for looking at the pages while working on them. Never shipped.
//   mvn test -Dtest=PagesTest && npm run build && node dev/server.mjs EVENTS.jsonl [--role=viewer] [--rows=N]
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { plans } from './plans.mjs';

const args = Object.fromEntries(process.argv.slice(2).map((a) => (a.startsWith('--') ? a.slice(2).split('=') : ['events', a])));
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const KEY = 'AKIATFQR7NSC8Q4X20BJ';
const records = readFileSync(args.events, 'utf8').split('\n').filter(Boolean).map((line) => JSON.parse(line))
  .filter((r) => r.userIdentity?.accessKeyId === KEY);
const all = records.map(entry);
let shown = args.rows === undefined ? all.length : Number(args.rows);
all.splice(Math.min(40, all.length), 0, { kind: 'note', at: all[39]?.eventTime, actor: 'M. Okafor', text: 'tries to take the account out of the organization. Asking platform \u202eif the SCP stopped it.\u202c' });
all.unshift({ kind: 'watch', action: 'opened', at: all[0].at, actor: 'm.okafor', text: `opened the incident and watches access key ${KEY}` });
const cutAt = all.at(-30)?.at;
const inForce = cutAt && new Date(Date.parse(cutAt) + 10_000).toISOString();
const planned = cutAt ? plans(cutAt, inForce) : [];
if (cutAt) {
  const told = (action, state, text, more = {}) => ({ kind: 'plan', at: new Date(Date.parse(cutAt) + (action === 'executed' ? 9_000 : -40_000)).toISOString(), actor: action === 'approved' ? 'l.haas' : 'responder', action, planId: '17', state, level: 'L3', text, identityIds: ['1', '2', '4'], ...more });
  all.splice(all.length - 29, 0, told('drafted', 'drafted', 'drafted a plan against bert-jan and 3 others'), told('requested', 'awaiting-approval', 'asked for approval: the owner confirms, not us'), told('approved', 'approved', 'approved it'), told('executed', 'executed', 'cut 4 identities by 5 steps', { cutOff: cutAt, effectiveAt: inForce }));
  const late = all[all.length - 20];
  late.eventTime = new Date(Date.parse(cutAt) - 60_000).toISOString();
  late.arrivedAt = new Date(Date.parse(cutAt) + 90_000).toISOString();
  all.slice(-18).forEach((one, i) => { if (one.kind === 'activity' && i !== 5) one.outcome = 'denied'; });
}
all.forEach((one, i) => { one.seq = i + 1; one.identityId ??= one.kind === 'activity' ? '1' : undefined; });
shown = Math.min(shown, all.length);

function entry(r, i) {
  const reads = /^(Get|List|Describe|Head|Lookup)/.test(r.eventName);
  const tamper = /(StopLogging|DeleteTrail|UpdateTrail|PutEventSelectors|DeleteFlowLogs|PutRolePolicy|AttachRolePolicy|AttachUserPolicy|PutBucketLifecycle|PutBucketPolicy)/.test(r.eventName);
  const identity = /(AssumeRole|CreateAccessKey|CreateLoginProfile|UpdateLoginProfile|ConsoleLogin|GetSessionToken|GetFederationToken)/.test(r.eventName);
  const denied = /(AccessDenied|UnauthorizedOperation)/.test(r.errorCode ?? '');
  const outcome = denied ? 'denied' : /Throttl/.test(r.errorCode ?? '') ? 'throttled' : r.errorCode ? 'failed' : 'ok';
  const lag = i % 9 === 0 ? 140 + (i % 90) : 4 + (i % 6);
  const params = Object.values(r.requestParameters ?? {}).find((v) => typeof v === 'string');
  const actor = r.userIdentity.userName ?? r.userIdentity.arn?.split('/').at(-1) ?? 'somebody';
  const verb = r.eventName.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  const parts = [['actor', actor], ['text', outcome === 'ok' ? ` called ${verb} ` : ` tried to call ${verb} `]];
  if (params) parts.push(['object', params]);
  if (r.errorCode) parts.push(['error', r.errorCode]);
  return {
    kind: 'activity', at: r.eventTime, eventId: r.eventID, eventTime: r.eventTime,
    arrivedAt: new Date(Date.parse(r.eventTime) + lag * 1000).toISOString(), lane: lag > 60 ? 'CW' : 'EB',
    class: tamper ? 'tamper' : identity ? 'identity' : reads ? 'read' : 'write', outcome, risk: tamper ? 'high' : 'low',
    riskReason: tamper ? 'removes evidence' : undefined, sentence: parts.map((p) => p[1]).join(''), parts,
    accessKeyId: r.userIdentity.accessKeyId, principalArn: r.userIdentity.arn, sourceIp: r.sourceIPAddress, userAgent: r.userAgent,
    region: r.awsRegion, account: r.recipientAccountId, eventSource: r.eventSource, eventName: r.eventName, errorCode: r.errorCode, consequence: false,
  };
}

function incident() {
  const rows = all.slice(0, shown).filter((one) => one.kind === 'activity');
  const n = (test) => rows.filter(test).length;
  return {
    id: '214', title: 'Suspected key leak: bert-jan', severity: 'high', follow: 'direct', following: 'direct', following: 'direct', state: 'watching', origin: 'person',
    openedBy: 'm.okafor', openedAt: all[0].at, suspects: [{ id: '1', type: 'access-key', value: KEY, account: '123837392027' }],
    counters: { total: rows.length, read: n((r) => r.class === 'read'), write: n((r) => r.class === 'write'), identity: n((r) => r.class === 'identity'), tamper: n((r) => r.class === 'tamper'), denied: n((r) => r.outcome === 'denied'), failed: n((r) => r.outcome === 'failed'), throttled: 0, duplicates: 12 },
    freshness: { newestEventTime: rows.at(-1)?.eventTime, lagP50Seconds: 6, lagP95Seconds: 192 }, headSeq: shown, restrictedTo: [],
  };
}

/** Somebody of every kind and state, for looking at the tree. */
function lineage() {
  const at = (s) => new Date(Date.parse(all[1]?.at ?? 0) + s * 1000).toISOString();
  const seqs = all.filter((one) => one.kind === 'activity').map((one) => one.seq);
  const identities = [], issuances = [];
  const who = (kind, label, from, how, more = {}, way = {}) => {
    const id = String(identities.length + 1);
    const ip = more.ip ?? '192.0.2.' + id;
    identities.push({ id, kind, label, value: more.value ?? label, account: '123837392027', relation: 'minted', certainty: 'exact', firstSeen: at(+id), lastSeen: +id % 4 ? at(60 * +id) : null, events: (+id * 37) % 700, consequences: 0, denied: +id % 3, excluded: false, confirmed: false, note: null, by: null, watched: true, unwatched: null, joinedAt: at(+id), grouped: false, addresses: [{ value: ip, events: 3, firstSeen: at(1), news: null }], agents: [], regions: [], keys: [], looking: false, secondAddress: false, ...more });
    if (from) issuances.push({ from, to: id, how, certainty: more.certainty ?? 'exact', eventId: records[+id]?.eventID ?? id, eventTime: at(30 * +id), seq: seqs[+id] ?? null, otherAccount: null, otherAccountSeen: null, ...way });
    return id;
  };
  const key = who('access-key', KEY, null, null, { relation: 'suspect' });
  const user = who('user', 'svc-backup', key, 'CreateUser', { value: 'arn:aws:iam::123837392027:user/svc-backup', keys: [{ value: 'AKIAZZZZZZZZZZZZZZZZ', events: 4, lastSeen: at(90) }] });
  who('access-key', 'AKIA0123456789ABCDEF', user, 'CreateAccessKey');
  const session = who('role-session', 'ci-deploy/x\u202e1', key, 'AssumeRole', { secondAddress: true, looking: true });
  const hop = who('role-session', 'admin/audit', session, 'AssumeRole', {}, { otherAccount: '222233334444', otherAccountSeen: false });
  who('instance', 'i-0dbc91f429e48eeed', session, 'RunInstances', { watched: false, unwatched: 'level' });
  who('role-session', 'ssm-agent', hop, 'AssumeRole', { excluded: true, watched: false, unwatched: 'excluded', note: 'the agent on the instance, asked platform', by: 'm.okafor' }, { seq: null });
  for (let i = 0; i < (Number(args.touched) || 2); i++) who('user', 'colleague-' + i, key, 'AttachUserPolicy', { relation: 'touched' });
  for (let i = 0; i < 5; i++) who('role-session', 'maybe-' + i, session, 'GetSessionToken', { relation: 'possible', certainty: 'possible', watched: false, unwatched: 'offered' });
  for (let i = 0; i < (Number(args.children) || 0); i++) who('role-session', 'child-' + i, session, 'AssumeRole');
  return { follow: 'direct', identities, issuances };
}

function page(name) {
  const files = readdirSync(new URL('../dist/assets/', import.meta.url));
  let html = readFileSync(new URL(`../../target/preview/${name}.html`, import.meta.url), 'utf8');
  html = html.replace(/\/assets\/([a-z-]+)-[\w-]{8}\.(js|css)/g, (whole, stem, ext) => {
    const now = files.find((f) => new RegExp(`^${stem}-[\\w-]{8}\\.${ext}$`).test(f));
    return now ? `/assets/${now}` : whole;
  });
  return args.role === 'viewer' ? html.replace(' can-respond', '') : html;
}

const json = (res, body, status = 200) => res.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
const server = createServer((req, res) => {
  const url = new URL(req.url, 'http://x');
  const path = url.pathname;
  res.setHeader('Content-Security-Policy', CSP);
  const pages = { '/': 'incidents', '/incidents': 'incidents', '/empty': 'incidents-empty', '/sign-in': 'sign-in', '/status': 'status', '/containments': 'containments', '/playbooks': 'playbooks', '/signals': 'signals', '/containments-empty': 'containments-empty', '/operators': 'operators', '/me': 'me', '/error': 'error', '/incidents/214': 'room' };
  if (pages[path] && req.method === 'GET') return res.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page(pages[path]));
  if (path.startsWith('/assets/')) {
    try {
      const body = readFileSync(new URL(`../dist${path}`, import.meta.url));
      return res.writeHead(200, { 'Content-Type': path.endsWith('.css') ? 'text/css' : 'text/javascript' }).end(body);
    } catch { return res.writeHead(404).end(); }
  }
  if (path === '/favicon.svg') return res.writeHead(200, { 'Content-Type': 'image/svg+xml' }).end(readFileSync(new URL('../../src/main/resources/META-INF/resources/favicon.svg', import.meta.url)));
  if (path === '/api/incidents/214/plans') return json(res, { plans: planned.filter((one) => args.plan === undefined || one.id === args.plan) });
  const onePlan = /^\/api\/plans\/(\d+)/.exec(path)?.[1];
  if (onePlan) return json(res, planned.find((one) => one.id === onePlan) ?? { title: 'Plan not found', detail: 'There is no such plan.' }, planned.some((one) => one.id === onePlan) ? 200 : 404);
  if (path === '/api/mode') return json(res, { armed: args.armed !== 'no', by: 'p.lind', reason: 'exercise', since: '2026-01-01T06:00:00Z', disarmsAt: '2026-01-01T14:00:00Z', killed: args.killed === 'yes', killedBy: 'p.lind', killedReason: 'wrong account', killedAt: '2026-01-01T12:00:00Z', rehearsal: false });
  if (path === '/api/incidents/214') return json(res, incident());
  if (path === '/api/incidents/214/lineage') return json(res, lineage());
  if (path === '/api/incidents/214/entries') {
    const after = Number(url.searchParams.get('after'));
    return json(res, { entries: all.slice(after, Math.min(shown, after + Number(url.searchParams.get('limit')))), headSeq: shown });
  }
  const raw = /activity\/(.+)$/.exec(path);
  if (raw) return json(res, records.find((r) => r.eventID === decodeURIComponent(raw[1])));
  if (path === '/api/operators') return json(res, ['admin', 'approver', 'responder', 'viewer'].map((role, i) => ({ id: String(i + 1), name: role, displayName: ['admin', 'Lena Haas', 'M. Okafor', 'P. Lind'][i], role, disabled: i === 3, createdAt: '2026-07-01T08:00:00Z', changedAt: '2026-07-02T08:00:00Z', changedBy: 'admin' })));
  if (path === '/api/tokens') return json(res, req.method === 'POST' ? { id: '9', name: 'importer', role: 'responder', owner: 'm.okafor', expiresAt: '2026-12-24T00:00:00Z', token: 'stk_3J9xQmZ0aY7bR2' } : [{ id: '1', name: 'nightly import', role: 'responder', owner: 'm.okafor', expiresAt: '2026-12-24T00:00:00Z', lastUsed: '2026-11-20T00:00:00Z' }]);
  return json(res, { title: 'Not in the preview', status: 404, detail: 'The preview server does not do this.', correlationId: '01J2-9F4C' }, 404);
});

server.on('upgrade', (req, socket) => {
  const accept = createHash('sha1').update(`${req.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
  socket.write(`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`);
  const send = (message) => socket.writable && socket.write(frame(JSON.stringify(message)));
  const timers = [];
  socket.once('data', () => {
    const from = Math.max(0, shown - 500);
    send({ type: 'snapshot', entries: all.slice(from, shown), fromSeq: from + 1, headSeq: shown });
    send({ type: 'state', presence: [{ name: 'm.okafor' }, { name: 'lena' }, { name: 'p.lind' }] });
    const beat = () => send({ type: 'beat', headSeq: shown, newestEventTime: all[shown - 1]?.at, lag: { p50: 6, p95: 192 }, now: new Date(Date.parse(all[shown - 1]?.at ?? 0) + 11_000).toISOString() });
    beat();
    timers.push(setInterval(beat, 5000), setInterval(() => {
      if (shown >= all.length) return;
      const to = Math.min(all.length, shown + 3);
      send({ type: 'batch', fromSeq: shown + 1, toSeq: to, entries: all.slice(shown, to) });
      shown = to;
    }, 400));
  });
  const end = () => timers.forEach(clearInterval);
  socket.on('close', end).on('error', end);
});

function frame(text) {
  const body = Buffer.from(text);
  const head = body.length < 126 ? Buffer.from([0x81, body.length]) : body.length < 65_536 ? Buffer.from([0x81, 126, body.length >> 8, body.length & 255]) : Buffer.concat([Buffer.from([0x81, 127, 0, 0, 0, 0]), u32(body.length)]);
  return Buffer.concat([head, body]);
}
function u32(n) { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; }

server.listen(Number(args.port ?? 8099), '127.0.0.1', () => console.log(`http://127.0.0.1:${args.port ?? 8099}/`));
