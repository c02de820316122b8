import { describe, expect, it } from 'vitest';
import type { Run } from '../src/api/types';
import { fileName } from '../src/export/fileName';
import { begin, changed, redone, undone } from '../src/graph/undo';
import { extended } from '../src/mask/strokes';
import { can, askOf, emptyPrompt, promptFrom, requestOf, sizesOf } from '../src/state/prompt';
import { inOrder, merge, pictureOf, progressOf, replace, without } from '../src/state/runs';
import { clampScale, fitted, maxScale, pixelAt, zoomed } from '../src/viewer/canvas';

const run = (id: string, revision: number, more: Partial<Run> = {}): Run => ({ id, revision, kind: 'generate', state: 'done', title: id, created: '', items: [], ...more });

describe('runs', () => {
  it('never go back to an older snapshot', () => {
    const runs = merge({}, [run('a', 5)]);
    expect(merge(runs, [run('a', 4, { title: 'late' })])).toBe(runs);
    expect(merge(runs, [run('a', 6, { title: 'new' })]).a!.title).toBe('new');
  });

  it('forget what the studio no longer knows, and keep older pages', () => {
    const runs = merge({}, [run('1', 1), run('5', 1), run('6', 1)]);
    expect(Object.keys(replace(runs, [run('7', 1), run('6', 0)], false, runs)).sort()).toEqual(['1', '5', '6', '7']);
    expect(Object.keys(replace(runs, [run('7', 1), run('4', 0)], false, runs)).sort()).toEqual(['1', '4', '7']);
    expect(Object.keys(replace(runs, [run('7', 1)], true, runs))).toEqual(['7']);
    // A studio that was started anew counts from the beginning.
    const before = merge({}, [run('6', 9)]);
    expect(replace(before, [run('6', 0, { title: 'again' })], true, before)['6']!.title).toBe('again');
  });

  it('keep what was heard between the question and the answer', () => {
    const asked = merge({}, [run('5', 3)]);
    const heard = merge(asked, [run('9', 2), run('5', 4, { title: 'later' })]);
    const now = replace(heard, [run('5', 3, { title: 'earlier' })], true, asked);
    expect(now['5']!.title).toBe('later');
    expect(now['9']).toBeDefined();
  });

  it('are shown newest first', () => {
    const runs = merge({}, [run('1', 1), run('3', 1), run('2', 1)]);
    expect(inOrder(runs, false).map((one) => one.id)).toEqual(['3', '2', '1']);
    expect(inOrder(runs, true)).toEqual([]);
    expect(without(runs, '9')).toBe(runs);
  });

  it('tell how far they are', () => {
    const item = { index: 0, stepsDone: 4, stepCount: 8, preview: 0, maps: [], width: 0, height: 0, warnings: [], favourite: false };
    expect(progressOf(run('a', 1, { state: 'running', items: [{ ...item, state: 'done' }, { ...item, index: 1, state: 'running' }] }))).toBeCloseTo(0.725);
  });
});

describe('a prompt', () => {
  const model = { id: 'm', steps: 8, guidanceScale: 3, width: 256, height: 256, sizeMultiple: 32, minSize: 64, maxSize: 1024, repeats: true, abilities: [], takesImage: true, takesMask: true, takesControls: false, controlNets: [], problems: [] };
  it('knows what pictures the model takes', () => {
    expect((['image', 'mask', 'controls'] as const).map((what) => can(model, what))).toEqual([true, true, false]);
    expect(can(undefined, 'image')).toBe(false);
  });

  it('says nothing of what is left to the model', () => expect(requestOf({ ...emptyPrompt, text: ' moss ' })).toEqual({ prompt: 'moss' }));

  it('asks for one picture with a preview in live mode', () => {
    expect(askOf({ ...emptyPrompt, text: 'moss' }, 'live-1')).toEqual({ request: { prompt: 'moss', seed: 1 }, count: 1, slot: 'live-1', preview: true });
    expect(askOf({ ...emptyPrompt, text: 'moss' }, null)).toEqual({ request: { prompt: 'moss' }, count: 4, preview: true });
  });

  it('carries a picture, its mask and strength', () => {
    const picture = { use: 'start' as const, picture: { id: 'p', name: 'a.png', width: 1, height: 1 }, mask: 'm', strength: 0.5 };
    expect(askOf({ ...emptyPrompt, text: 'x', picture }, null)).toMatchObject({ start: 'p', mask: 'm', request: { start: { strength: 0.5 } } });
    expect(askOf({ ...emptyPrompt, text: 'x', picture: { ...picture, use: 'control', net: 'controlnet_depth' } }, null)).toMatchObject({ controls: [{ model: 'controlnet_depth', picture: 'p', scale: 0.5 }] });
  });

  it('comes back out of a recipe', () => {
    const back = promptFrom({ prompt: 'moss', seed: 4, steps: 9, width: 128, height: 128, guidance: { scale: 2 }, sampling: { sampler: 'ddim' }, tile: 'X' }, emptyPrompt);
    expect(requestOf(back)).toEqual({ prompt: 'moss', seed: 4, steps: 9, width: 128, height: 128, guidance: { scale: 2 }, sampling: { sampler: 'ddim' }, tile: 'X' });
  });

  it('offers sizes that the model can make', () => expect(sizesOf({ ...model, sizeMultiple: 128 })).toEqual([128, 256, 384, 512, 768, 1024]));
});

describe('undo', () => {
  it('takes back and brings again', () => {
    let line = changed(changed(begin(1), 2, 'a', 0), 3, 'b', 10);
    line = undone(undone(undone(line)));
    expect(line.now).toBe(1);
    line = redone(line);
    expect([line.now, line.past.length, line.future.length]).toEqual([2, 1, 1]);
    expect(changed(line, 9, 'c', 0).future).toEqual([]);
  });

  it('joins the changes of one slider', () => {
    const line = changed(changed(changed(begin(0), 1, 'steps', 0), 2, 'steps', 100), 3, 'steps', 2000);
    expect(line.past).toEqual([0, 2]);
  });

  it('keeps a bounded past', () => {
    let line = begin(0);
    for (let i = 1; i < 500; i++) line = changed(line, i, '', i);
    expect(line.past).toHaveLength(200);
  });
});

describe('the flat view', () => {
  const view = { width: 300, height: 200 };
  const picture = { width: 100, height: 100 };
  it('fits three repeats', () => expect(fitted(view, picture, 3).scale).toBeCloseTo(2 / 3));

  it('zooms about the pointer', () => {
    const from = { x: 10, y: -5, scale: 1 };
    const at = { x: 40, y: 20 };
    expect(pixelAt(zoomed(from, 3, at), at, picture)).toEqual(pixelAt(from, at, picture));
    expect(clampScale(1e9)).toBe(maxScale);
  });

  it('wraps pixels of neighbours', () => expect(pixelAt({ x: 0, y: 0, scale: 1 }, { x: 60, y: -60 }, picture)).toEqual({ x: 10, y: 90 }));
});

describe('small things', () => {
  it('makes file names of words', () => {
    expect(fileName('Moosbewachsene Ziegel, naß!')).toBe('moosbewachsene-ziegel-na');
    expect(fileName('///')).toBe('texture');
  });

  it('grows the last stroke and changes none', () => {
    const strokes = [{ radius: 1, erase: false, points: [{ x: 0, y: 0 }] }];
    expect(extended(strokes, { x: 1, y: 1 })[0]!.points).toHaveLength(2);
    expect(strokes[0]!.points).toHaveLength(1);
  });
});

it('shows of a slot the newest picture, unless another of its was picked', () => {
  const item = (state: 'done' | 'running') => ({ index: 0, state, stepsDone: 0, stepCount: 0, preview: 0, maps: [], width: 0, height: 0, warnings: [], favourite: false });
  const runs = Object.fromEntries(
    [run('1', 0, { slot: 'graph:a', items: [item('done')] }), run('2', 0, { slot: 'graph:a', items: [item('done')] }), run('3', 0, { slot: 'graph:a', items: [item('running')] }), run('4', 0, { items: [item('done')] })].map((one) => [one.id, one]),
  );
  expect(pictureOf(runs, 'graph:a', { run: '4', item: 0 })).toEqual({ run: '2', item: 0 });
  expect(pictureOf(runs, 'graph:a', { run: '1', item: 0 })).toEqual({ run: '1', item: 0 });
  expect(pictureOf(runs, 'graph:b', null)).toBeNull();
});
