import { expect, it } from 'vitest';
import { newest } from '../src/state/newest';

it('works one at a time, and once more for all that came meanwhile', async () => {
  let value = 0;
  const seen: number[] = [];
  let open: () => void = () => {};
  const ask = newest(async () => {
    seen.push(value);
    await new Promise<void>((done) => (open = done));
  });
  const first = ask();
  for (value = 1; value < 9; value++) void ask();
  expect(seen).toEqual([0]);
  open();
  await Promise.resolve();
  await Promise.resolve();
  expect(seen).toEqual([0, 9]);
  open();
  await first;
  value = 10;
  void ask();
  expect(seen).toEqual([0, 9, 10]);
});
