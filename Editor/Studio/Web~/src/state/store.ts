import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { api, StudioError } from '../api/client';
import type { Fault, ItemRef, ModelCard, Run, StudioInfo } from '../api/types';
import { newest } from './newest';
import { askOf, emptyPrompt, type Prompt } from './prompt';
import { firstDone, merge, replace, type RunMap, without } from './runs';

export type Connection = 'connecting' | 'open' | 'lost';
export type Workspace = 'prompt' | 'graph';
export type ViewKind = '3d' | '2d' | 'compare';
export type Shape = 'sphere' | 'cube' | 'plane' | 'cloth' | 'own';

export interface ViewSettings {
  kind: ViewKind;
  shape: Shape;
  tiling: number;
  displacement: number;
  light: number;
  turntable: boolean;
  map: string;
  repeat: boolean;
}

interface StudioState {
  info: StudioInfo | null;
  models: ModelCard[];
  connection: Connection;
  notice: { kind: 'fault' | 'news'; fault: Fault; action?: { name: string; act: () => void } } | null;
  runs: RunMap;
  /** A run that is taken away, and can still come back. */
  leaving: string | null;
  hasOlder: boolean;
  activeRun: string | null;
  selected: ItemRef | null;
  compare: ItemRef[];
  prompt: Prompt;
  view: ViewSettings;
  workspace: Workspace;
  favouritesOnly: boolean;
  theme: 'dark' | 'light' | 'system';
  liveRun: string | null;
}

const pageSize = 60;

/** Live runs of this window cancel each other, and those of no other window. */
export const liveSlot = `live-${Math.random().toString(36).slice(2, 10)}`;

export const useStudio = create<StudioState>()(
  persist(
    (): StudioState => ({
      info: null,
      models: [],
      connection: 'connecting',
      notice: null,
      runs: {},
      leaving: null,
      hasOlder: false,
      activeRun: null,
      selected: null,
      compare: [],
      prompt: emptyPrompt,
      view: { kind: '3d', shape: 'sphere', tiling: 2, displacement: 0.06, light: 1, turntable: false, map: 'basecolor', repeat: true },
      workspace: 'prompt',
      favouritesOnly: false,
      theme: 'system',
      liveRun: null,
    }),
    {
      name: 'scumble-studio',
      version: 1,
      partialize: ({ prompt, view, workspace, theme, selected, activeRun }) => ({ prompt, view, workspace, theme, selected, activeRun }),
    },
  ),
);

const set = useStudio.setState;
const get = useStudio.getState;

export function report(error: unknown): void {
  if (error instanceof DOMException && error.name === 'AbortError') return;
  const fault = error instanceof StudioError ? error.fault : { message: String(error), hint: 'Reload the page; nothing that was made is lost.' };
  set({ notice: { kind: 'fault', fault } });
}

export function tell(message: string, hint = ''): void {
  set({ notice: { kind: 'news', fault: { message, hint } } });
}

/** Asks for what there is; after a lost connection again. */
export async function load(): Promise<void> {
  const asked = get().runs;
  const [info, models, page] = await Promise.all([api.studio(), api.models(), api.runs(undefined, pageSize)]);
  const whole = page.length < pageSize;
  set((state) => {
    const runs = replace(state.runs, page, whole, asked);
    const activeRun = state.activeRun && runs[state.activeRun] ? state.activeRun : (page[0]?.id ?? null);
    const selected = state.selected && runs[state.selected.run] ? state.selected : (page.map(firstDone).find((ref) => ref) ?? null);
    return { info, models, runs, hasOlder: !whole, activeRun, selected, compare: state.compare.filter((ref) => runs[ref.run]) };
  });
}

export async function loadOlder(): Promise<void> {
  const oldest = Object.keys(get().runs).sort()[0];
  const page = await api.runs(oldest, pageSize);
  set((state) => ({ runs: merge(state.runs, page), hasOlder: page.length === pageSize }));
}

// What was removed stays away, though an answer that was asked for before comes after the news.
const gone = new Set<string>();

export function onRun(run: Run): void {
  if (gone.has(run.id)) return;
  set((state) => {
    const runs = merge(state.runs, [run]);
    if (runs === state.runs) return state;
    const done = firstDone(run);
    const isNewHere = run.id === state.activeRun && state.selected?.run !== run.id;
    return { runs, selected: done && isNewHere ? done : state.selected };
  });
}

export function onRemoved(id: string): void {
  gone.add(id);
  set((state) => ({ ...lookAwayFrom(state, id), runs: without(state.runs, id), leaving: state.leaving === id ? null : state.leaving }));
}

/** What is looked at where a run is no longer shown. */
function lookAwayFrom(state: StudioState, id: string): Pick<StudioState, 'activeRun' | 'selected' | 'compare'> {
  const next = Object.values(without(state.runs, id)).sort((a, b) => (a.id < b.id ? 1 : -1))[0];
  return {
    activeRun: state.activeRun === id ? (next?.id ?? null) : state.activeRun,
    selected: state.selected?.run === id ? (next ? firstDone(next) : null) : state.selected,
    compare: state.compare.filter((ref) => ref.run !== id),
  };
}

/** How long a run that was taken away can be brought back. */
export const undoSeconds = 6;

let leavingTimer: ReturnType<typeof setTimeout> | undefined;

/** Takes a run away. It is gone for good only when it was not brought back in time; a page that is closed before keeps it. */
export function remove(run: Run): void {
  finishRemoving();
  const { activeRun, selected, compare } = get();
  const bringBack = () => {
    clearTimeout(leavingTimer);
    set({ leaving: null, notice: null, activeRun, selected, compare });
  };
  set((state) => ({
    ...lookAwayFrom(state, run.id),
    leaving: run.id,
    notice: { kind: 'news', fault: { message: `“${run.title || 'No words'}” was removed.`, hint: '' }, action: { name: 'Undo', act: bringBack } },
  }));
  leavingTimer = setTimeout(finishRemoving, undoSeconds * 1000);
}

function finishRemoving(): void {
  clearTimeout(leavingTimer);
  const id = get().leaving;
  // It stays out of sight until the studio says that it is gone.
  if (id) void act(() => api.remove(id));
}

export function setPrompt(change: Partial<Prompt>): void {
  set((state) => ({ prompt: { ...state.prompt, ...change } }));
}

export function setView(change: Partial<ViewSettings>): void {
  set((state) => ({ view: { ...state.view, ...change } }));
}

/** A run was taken; of a fast one, pictures may have been heard of before the answer came. */
function begun(run: Run, more: Partial<StudioState> = {}): void {
  if (gone.has(run.id)) return;
  set((state) => {
    const runs = merge(state.runs, [run]);
    return { ...more, runs, activeRun: run.id, notice: null, selected: firstDone(runs[run.id]!) ?? state.selected };
  });
}

export async function generate(): Promise<void> {
  try {
    begun(await api.generate(askOf(get().prompt, null)));
  } catch (e) {
    report(e);
  }
}

/** Each call ends the one before, here and in the studio. */
export const generateLive = newest(async () => {
  try {
    const run = await api.generate(askOf(get().prompt, liveSlot));
    begun(run, { liveRun: run.id });
  } catch (e) {
    report(e);
  }
});

export async function vary(ref: ItemRef): Promise<void> {
  try {
    begun(await api.vary(ref, 4, 0.45));
  } catch (e) {
    report(e);
  }
}

export async function act(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (e) {
    report(e);
  }
}

export function select(ref: ItemRef): void {
  set({ selected: ref, activeRun: ref.run });
}

export function toggleCompare(ref: ItemRef): void {
  set((state) => {
    const others = state.compare.filter((one) => one.run !== ref.run || one.item !== ref.item);
    const compare = others.length < state.compare.length ? others : [...others, ref].slice(-2);
    return { compare, view: compare.length === 2 ? { ...state.view, kind: 'compare' as const } : state.view };
  });
}
