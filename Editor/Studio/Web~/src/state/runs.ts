import type { ItemRef, Run, RunItem } from '../api/types';

export type RunMap = Record<string, Run>;

/** The runs with some newer ones: a snapshot that is older than the one that is there changes nothing. */
export function merge(runs: RunMap, news: Run[]): RunMap {
  const newer = news.filter((run) => (runs[run.id]?.revision ?? -1) < run.revision);
  return newer.length === 0 ? runs : { ...runs, ...Object.fromEntries(newer.map((run) => [run.id, run])) };
}

/**
 * All that the studio knows, where it was asked for everything from a run on: what it no longer knows is gone. What was heard between the question
 * and the answer is newer than both.
 */
export function replace(runs: RunMap, page: Run[], whole: boolean, asked: RunMap): RunMap {
  const oldest = whole ? '' : (page.at(-1)?.id ?? '');
  const kept = Object.entries(runs).filter(([id, run]) => id < oldest || run !== asked[id]);
  const heard = Object.fromEntries(kept);
  // After a restart of the studio revisions begin anew: only what was heard meanwhile is compared.
  return { ...heard, ...Object.fromEntries(page.filter((run) => (heard[run.id]?.revision ?? -1) < run.revision || run.id < oldest).map((run) => [run.id, run])) };
}

export function without(runs: RunMap, id: string): RunMap {
  const { [id]: gone, ...rest } = runs;
  return gone ? rest : runs;
}

/** Newest first; live runs of other windows are theirs. */
export function inOrder(runs: RunMap, favourites: boolean): Run[] {
  return Object.values(runs)
    .filter((run) => !favourites || run.items.some((item) => item.favourite))
    .sort((a, b) => (a.id < b.id ? 1 : -1));
}

export function itemOf(runs: RunMap, ref: ItemRef | null): RunItem | undefined {
  return ref ? runs[ref.run]?.items[ref.item] : undefined;
}

/** The first finished picture of a run. */
export function firstDone(run: Run): ItemRef | null {
  const item = run.items.find((one) => one.state === 'done');
  return item ? { run: run.id, item: item.index } : null;
}

/** A picture of a slot's newest run that has one: the one that was picked, else the first. */
export function pictureOf(runs: RunMap, slot: string | null, picked: ItemRef | null): ItemRef | null {
  if (!slot) return null;
  if (picked && runs[picked.run]?.slot === slot) return picked;
  const done = Object.values(runs).filter((run) => run.slot === slot && firstDone(run)).sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  return done ? firstDone(done) : null;
}

export const sameItem = (a: ItemRef | null, b: ItemRef | null): boolean => a?.run === b?.run && a?.item === b?.item;

/** How far a run is, 0 to 1. */
export function progressOf(run: Run): number {
  if (run.items.length === 0) return run.state === 'done' ? 1 : 0;
  const sum = run.items.reduce((total, item) => total + itemProgress(item), 0);
  return sum / run.items.length;
}

/** The last tenth is decoding. */
export function itemProgress(item: RunItem): number {
  if (item.state === 'done') return 1;
  return item.stepCount > 0 ? (0.9 * item.stepsDone) / item.stepCount : 0;
}
