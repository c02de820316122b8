import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Run } from '../src/api/types';

const item = { index: 0, state: 'done' as const, stepsDone: 1, stepCount: 1, preview: 0, maps: ['basecolor'], width: 8, height: 8, warnings: [], favourite: false };
const run = (id: string, revision: number, more: Partial<Run> = {}): Run => ({ id, revision, kind: 'generate', state: 'running', title: id, created: '', items: [], ...more });

describe('answers that come after the news', () => {
  beforeEach(() => {
    vi.resetModules();
    const kept = new Map<string, string>();
    vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value), removeItem: (key: string) => kept.delete(key) });
  });

  async function answered(answer: Run, before: (store: typeof import('../src/state/store')) => void) {
    const store = await import('../src/state/store');
    vi.stubGlobal('fetch', async () => {
      before(store);
      return new Response(JSON.stringify(answer), { status: 202 });
    });
    store.setPrompt({ text: 'moss' });
    await store.generateLive();
    return store.useStudio.getState();
  }

  it('bring back no run that was removed meanwhile', async () => {
    const state = await answered(run('1', 0), (store) => store.onRemoved('1'));
    expect(state.runs).toEqual({});
    expect(state.activeRun).toBeNull();
  });

  it('select the picture of a run that was done before', async () => {
    const state = await answered(run('1', 0), (store) => store.onRun(run('1', 5, { state: 'done', items: [item] })));
    expect(state.selected).toEqual({ run: '1', item: 0 });
    expect(state.runs['1']!.state).toBe('done');
  });
});

describe('a run that is taken away', () => {
  beforeEach(() => {
    vi.resetModules();
    vi.useFakeTimers();
    vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
  });

  async function removing() {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (path: string, options: RequestInit) => {
      asked.push(`${options.method} ${path}`);
      return new Response('');
    });
    const store = await import('../src/state/store');
    for (const id of ['1', '2']) store.onRun(run(id, 1, { state: 'done', items: [item] }));
    store.select({ run: '2', item: 0 });
    store.remove(store.useStudio.getState().runs['2']!);
    return { store, asked, state: store.useStudio.getState };
  }

  it('is gone after a while, and another is looked at', async () => {
    const { store, asked, state } = await removing();
    expect([state().leaving, state().activeRun, state().selected]).toEqual(['2', '1', { run: '1', item: 0 }]);
    expect(asked).toEqual([]);
    await vi.advanceTimersByTimeAsync(store.undoSeconds * 1000 + 1);
    expect(asked).toEqual(['DELETE ./api/runs/2']);
    store.onRemoved('2');
    expect([state().leaving, Object.keys(state().runs)]).toEqual([null, ['1']]);
  });

  it('comes back when that is undone', async () => {
    const { store, asked, state } = await removing();
    state().notice!.action!.act();
    await vi.advanceTimersByTimeAsync(store.undoSeconds * 1000 + 1);
    expect([asked, state().leaving, state().selected]).toEqual([[], null, { run: '2', item: 0 }]);
  });

  it('goes at once when the next one is taken away', async () => {
    const { store, asked, state } = await removing();
    store.remove(state().runs['1']!);
    await vi.advanceTimersByTimeAsync(0);
    expect([asked, state().leaving]).toEqual([['DELETE ./api/runs/2'], '1']);
  });
});
