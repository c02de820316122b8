/** What was, is, and was undone. */
export interface Timeline<T> {
  past: T[];
  now: T;
  future: T[];
  /** What the last change was of, when, and in which press of the pointer (0 for none). */
  last: { of: string; at: number; press: number } | null;
}

const most = 200;
const togetherMs = 800;

export const begin = <T>(now: T): Timeline<T> => ({ past: [], now, future: [], last: null });

/** The next state; a change of the same thing as just before joins it: within one press of the pointer however long that lasts, and without one soon after. */
export function changed<T>(line: Timeline<T>, now: T, of: string, at: number, press = 0): Timeline<T> {
  if (now === line.now) return line;
  const { last } = line;
  const joins = of !== '' && last !== null && last.of === of && last.press === press && (press !== 0 || at - last.at < togetherMs);
  return { past: joins ? line.past : [...line.past, line.now].slice(-most), now, future: [], last: { of, at, press } };
}

export function undone<T>(line: Timeline<T>): Timeline<T> {
  const before = line.past.at(-1);
  return before === undefined ? line : { past: line.past.slice(0, -1), now: before, future: [line.now, ...line.future], last: null };
}

export function redone<T>(line: Timeline<T>): Timeline<T> {
  const [after, ...future] = line.future;
  return after === undefined ? line : { past: [...line.past, line.now], now: after, future, last: null };
}
