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
