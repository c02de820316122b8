/** What was, is, and was undone. */
export interface Timeline<T> {
  past: T[];
  now: T;
  future: T[];
  /** What the last change was of: changes of one thing that follow each other fast are one. */
  last: { of: string; at: number } | null;
}

const most = 200;
const togetherMs = 800;

export const begin = <T>(now: T): Timeline<T> => ({ past: [], now, future: [], last: null });

/** The next state; a change of the same thing as just before (a slider that is dragged) joins it. */
export function changed<T>(line: Timeline<T>, now: T, of: string, at: number): Timeline<T> {
  if (now === line.now) return line;
  const joins = of !== '' && line.last !== null && line.last.of === of && at - line.last.at < togetherMs;
  return { past: joins ? line.past : [...line.past, line.now].slice(-most), now, future: [], last: { of, at } };
}

export function undone<T>(line: Timeline<T>): Timeline<T> {
  const before = line.past.at(-1);
  return before === undefined ? line : { past: line.past.slice(0, -1), now: before, future: [line.now, ...line.future], last: null };
}

export function redone<T>(line: Timeline<T>): Timeline<T> {
  const [after, ...future] = line.future;
  return after === undefined ? line : { past: [...line.past, line.now], now: after, future, last: null };
}
