import { describe, expect, it } from 'vitest';
import type { ModelCard } from '../src/api/types';
import { scaleOf } from '../src/graph/scale';
import type { Kind, Parameter } from '../src/graph/types';
import { usualOf } from '../src/graph/usual';

const parameter = (more: Partial<Parameter>): Parameter => ({ name: 'columns', type: 'integer', help: '', default: 4, minimum: 1, maximum: 128, unit: 'bricks', choices: [], ...more });

describe('a slider', () => {
  it('has its usual value within reach of the hand, and both ends', () => {
    const scale = scaleOf(parameter({}));
    expect(scale.wayOf(4)).toBeCloseTo(0.3);
    expect([scale.valueAt(0), scale.valueAt(1)]).toEqual([1, 128]);
    for (const value of [1, 2, 4, 8, 31, 128]) expect(scale.valueAt(scale.wayOf(value))).toBe(value);
    expect(scale.wayOf(8) - scale.wayOf(4)).toBeGreaterThan(0.05);
  });

  it('is even where the usual value lies in the middle or at an end', () => {
    expect(scaleOf(parameter({ type: 'number', minimum: -1, maximum: 1, default: 0 })).valueAt(0.75)).toBe(0.5);
    expect(scaleOf(parameter({ type: 'number', minimum: 0, maximum: 10, default: 0 })).valueAt(0.5)).toBe(5);
  });

  it('takes every arrow key somewhere', () => {
    for (const one of [parameter({}), parameter({ type: 'number', minimum: 0, maximum: 0.8, default: 0.12 }), parameter({ type: 'number', minimum: 0.3, maximum: 64, default: 1 })])
      for (const value of [one.minimum!, Number(one.default)]) expect(scaleOf(one).step(value)).toBeGreaterThan(0);
  });
});

describe("what is the model's own", () => {
  const model = { id: 'tiny', steps: 4, width: 512, height: 512, guidanceScale: 3, sampler: 'lcm' } as ModelCard;
  const kind = { parameters: [parameter({ name: 'steps', default: 0 }), parameter({ name: 'model', type: 'text' })] } as unknown as Kind;

  it('is named where a default stands for it', () => {
    expect(usualOf(kind, parameter({ name: 'steps', default: 0 }), [model], undefined)).toBe('4 (default)');
    expect(usualOf(kind, parameter({ name: 'guidance', default: -1 }), [model], 'tiny')).toBe('3 (default)');
    expect(usualOf(kind, parameter({ name: 'model', type: 'text' }), [model], '')).toBe('tiny (default)');
  });

  it('is no matter of other parameters and kinds', () => {
    expect(usualOf(kind, parameter({ name: 'seed' }), [model], '')).toBeUndefined();
    expect(usualOf({ parameters: [parameter({ name: 'width' })] } as unknown as Kind, parameter({ name: 'width' }), [model], '')).toBeUndefined();
  });
});
