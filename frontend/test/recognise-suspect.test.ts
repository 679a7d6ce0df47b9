import { describe, expect, it } from 'vitest';
import { recogniseSuspect } from '../src/model/recognise-suspect.ts';

describe('what somebody typed', () => {
  it.each([
    ['AKIATFQR7NSC8Q4X20BJ', 'access-key'],
    ['ASIATFQR7NSC7E2ZIBM2', 'access-key'],
    ['  akiatfqr7nsc8q4x20bj ', 'access-key'],
    ['AIDATFQR7NSC5U6Q3TMDR', 'principal-id'],
    ['AROATFQR7NSC5U6Q3TMDR:session-1', 'principal-id'],
    ['arn:aws:iam::123837392027:user/bert-jan', 'principal-arn'],
    ['arn:aws:iam::123837392027:role/path/ci', 'principal-arn'],
    ['arn:aws-cn:sts::123837392027:assumed-role/ci/run-7', 'principal-arn'],
    ['arn:aws:iam::123837392027:root', 'principal-arn'],
    ['192.168.10.20', 'source-ip'],
    ['2001:db8::1', 'source-ip'],
    ['bert-jan', 'user-name'],
    ['m.okafor@example.com', 'user-name'],
  ])('%s is taken for %s', (typed, type) => expect(recogniseSuspect(typed)?.type).toBe(type));

  it.each([['', ''], ['   ', ''], ['two words', ''], ['arn:aws:s3:::bucket', ''], ['2001:db8::zz', ''], ['a/b', '']])(
    '%j is not guessed at',
    (typed) => expect(recogniseSuspect(typed)).toBeUndefined(),
  );

  it('asks for the account of a user name only', () => {
    expect(recogniseSuspect('bert-jan')?.needsAccount).toBe(true);
    expect(recogniseSuspect('AKIATFQR7NSC8Q4X20BJ')?.needsAccount).toBe(false);
  });

  it('reads the account out of an ARN', () => {
    expect(recogniseSuspect('arn:aws:iam::123837392027:user/bert-jan')?.account).toBe('123837392027');
  });

  it('takes four numbers that are no address for a user name', () => {
    expect(recogniseSuspect('999.1.1.1')?.type).toBe('user-name');
  });
});
