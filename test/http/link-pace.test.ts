import { LinkPace } from '../../src/http/link-pace';

beforeAll(() => jest.useFakeTimers());
afterAll(() => jest.useRealTimers());

function taken(pace: LinkPace, key: string, times: number): number {
  let count = 0;
  for (let n = 0; n < times; n += 1) {
    try {
      pace.take(key);
      count += 1;
    } catch (error) {
      expect(error).toMatchObject({ status: 429, code: 'too_many_requests', message: 'Slowly.' });
    }
  }
  return count;
}

test('each link has its own pace, which begins anew with each minute', () => {
  const pace = new LinkPace(3, () => 'Slowly.');
  expect([taken(pace, 'a', 5), taken(pace, 'b', 2)]).toEqual([3, 2]);
  jest.advanceTimersByTime(59_999);
  expect([taken(pace, 'a', 1), taken(pace, 'b', 2)]).toEqual([0, 1]);
  jest.advanceTimersByTime(1);
  expect([taken(pace, 'a', 5), taken(pace, 'b', 5)]).toEqual([3, 3]);
});

test('keys longer than any link take no memory and are not counted', () => {
  expect(taken(new LinkPace(3, () => 'Slowly.'), 'x'.repeat(101), 5)).toBe(5);
});
