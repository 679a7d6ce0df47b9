// @vitest-environment happy-dom
import { render } from 'lit';
import { expect, test } from 'vitest';
import { ruling, type Outcome } from '../src/playbooks/ruling.ts';
import { asked } from '../src/playbooks/so-playbook-test.ts';

const OUTCOME: Outcome = {
  signal: { source: 'aws.guardduty', type: 'Recon\u202e<b>', score: 80, suspects: ['AKIAIOSFODNN7EXAMPLE'], sample: false, active: true },
  fired: 'finding',
  does: 'Records it.',
  opens: { title: '<script>alert(1)</script>', severity: 'high', follow: 'full' },
  considered: [
    { playbook: 'finding', matches: true, why: 'the threshold is reached' },
    { playbook: 'sample', matches: false, why: 'threshold: sample is false, wants true' },
  ],
  auto: { permitted: false, refusals: ['the playbook has no auto', 'it is a sample'] },
  team: { name: 'secops', reason: 'no route takes it', fallback: true },
  tells: true,
};

function drawn(outcome: Outcome): HTMLElement {
  const host = document.createElement('div');
  render(ruling(outcome), host);
  return host;
}

test('a ruling says which playbook decides, why the others do not, and who is told', () => {
  const text = (drawn(OUTCOME).textContent ?? '').replace(/\s+/g, ' ');
  expect(text).toContain('finding decides');
  expect(text).toContain('sample: threshold: sample is false, wants true');
  expect(text).toContain('Tells secops: no route takes it.');
  expect(text).toContain('Not by itself: the playbook has no auto; it is a sample.');
});

test('what a detector writes stays text, and what it hides is seen', () => {
  const host = drawn(OUTCOME);
  expect(host.querySelector('script')).toBeNull();
  expect(host.textContent).toContain('⟨U+202E⟩<b>');
  expect(host.textContent).toContain('<script>alert(1)</script>');
});

test('where nothing speaks against it, it says what still has to', () => {
  const text = drawn({ ...OUTCOME, auto: { permitted: true, refusals: [] } }).textContent;
  expect(text).toContain('while Stakeout is armed and if every guardrail lets it pass; else a person is asked');
});

test('the form takes the place of what stood there, and is shut for who may only look', async () => {
  const element = document.createElement('so-playbook-test') as HTMLElement & { updateComplete: Promise<boolean>; canTest: boolean };
  element.innerHTML = '<i class="skel"></i>';
  document.body.append(element);
  await element.updateComplete;
  expect(element.querySelector('.skel')).toBeNull();
  expect(element.querySelector('fieldset')?.disabled).toBe(true);
  expect(element.textContent).toContain('Needs the role responder');
  element.canTest = true;
  await element.updateComplete;
  expect(element.querySelector('fieldset')?.disabled).toBe(false);
});

test('only a JSON object is asked about', () => {
  expect(asked('{"source":"x"}', 'event')).toEqual({ event: { source: 'x' } });
  expect(asked('{"score":1}', 'signal')).toEqual({ signal: { score: 1 } });
  for (const text of ['', '{', '[]', 'null', '"x"', '1']) expect(asked(text, 'event')).toBeUndefined();
});
