// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { NO_PIPELINE, readPipeline, troubles, type Pipeline } from '../src/model/pipeline.ts';
import type { SoFollow } from '../src/room/so-follow.ts';
import '../src/room/so-follow.ts';

const NOW = Date.parse('2026-01-01T10:14:40Z');
const said = (beat: object): string[] => troubles(readPipeline(beat as Record<string, unknown>), NOW).map((one) => one.text);

describe('what a beat says of the pipeline', () => {
  it('may be nothing at all', () => {
    expect(readPipeline({})).toEqual(NO_PIPELINE);
    expect(said({ lanes: [null, 7, { lane: '' }], consumer: 'x', pipelineAlarms: 'many' })).toEqual([]);
  });

  it('is no trouble while everything runs', () => {
    const beat = { lanes: [{ lane: 'CW', newestArrivedAt: '2026-01-01T10:14:00Z' }], consumer: { phase: 'RUNNING', since: 'x', refilling: 0 } };
    expect(said(beat)).toEqual([]);
    expect(said({ consumer: { phase: 'OFF' } })).toEqual([]);
  });

  it('names a silent lane, since when and for how long', () => {
    expect(said({ lanes: [{ lane: 'CW', silentSince: '2026-01-01T10:02:00Z' }, { lane: 'EB' }] })).toEqual([
      'CloudWatch Logs silent since 10:02 (12 min)',
    ]);
    expect(said({ lanes: [{ lane: 'CW', silentSince: '2026-01-01T10:02:00Z' }, { lane: 'EB', silentSince: '2026-01-01T07:09:00Z' }] })).toEqual([
      'CloudWatch Logs and EventBridge silent since 07:09 (3 h 05 min)',
    ]);
    expect(said({ lanes: [{ lane: 'CW', silentSince: 'never' }] })).toEqual([]);
  });

  it.each([
    [{ phase: 'STARTING' }, 'wait', 'consumer starting, up to a minute'],
    [{ phase: 'WAITING', why: 'The database does not answer.', since: '2026-01-01T10:10:00Z' }, 'bad', 'consumer waiting since 10:10: The database does not answer.'],
    [{ phase: 'RESTARTING', why: 'It has failed.' }, 'bad', 'consumer restarting: It has failed.'],
    [{ phase: 'STOPPED', since: '2026-01-01T10:10:00Z' }, 'bad', 'consumer stopped since 10:10'],
    [{ phase: 'RUNNING', refilling: 2 }, 'wait', 'reading the last 30 min again'],
  ])('says how the consumer is: %o', (consumer, level, text) => {
    expect(troubles(readPipeline({ consumer }), NOW)).toEqual([{ level, text }]);
  });

  it('puts what makes a quiet feed worthless first', () => {
    const beat = { lanes: [{ lane: 'EB', silentSince: '2026-01-01T10:02:00Z' }], consumer: { phase: 'STARTING' } };
    expect(said(beat)[0]).toContain('EventBridge silent');
  });
});

describe('the header', () => {
  const header = async (pipeline: Pipeline, more: Partial<SoFollow> = {}): Promise<HTMLElement> => {
    const follow = document.createElement('so-follow') as SoFollow;
    Object.assign(follow, { link: { is: 'live' }, pipeline, ...more });
    document.body.append(follow);
    await follow.updateComplete;
    follow.remove();
    return follow;
  };
  const silent = readPipeline({
    lanes: [{ lane: 'CW', silentSince: new Date(Date.now() - 720_000).toISOString() }],
    consumer: { phase: 'STARTING' },
  });

  it('shows the worst in words with a sign, counts the others, and says it aloud without the minutes', async () => {
    const follow = await header(silent);
    const shown = follow.querySelector('.trouble');
    expect(shown?.className).toContain('trouble-bad');
    expect(shown?.textContent?.replace(/\s+/g, ' ')).toMatch(/CloudWatch Logs silent since \d\d:\d\d \(12 min\) ?\+1/);
    expect(shown?.getAttribute('title')).toContain('consumer starting');
    expect(shown?.querySelector('use')?.getAttribute('href')).toBe('#i-warn');
    expect(follow.querySelector('[role=status]')?.textContent).toMatch(/^Live\. CloudWatch Logs silent since \d\d:\d\d\. consumer/);
    expect(follow.querySelector('[role=alert]')).toBeNull();
  });

  it('does not repeat an old beat without a connection, nor once the incident is closed', async () => {
    expect((await header(silent, { link: { is: 'reconnecting', since: Date.now() } })).querySelector('.trouble')).toBeNull();
    expect((await header(silent, { closed: true })).querySelector('.trouble')).toBeNull();
    expect((await header(NO_PIPELINE)).querySelector('.trouble')).toBeNull();
  });
});
