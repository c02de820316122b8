import { describe, expect, it } from 'vitest';
import { boxAround, shiftInto } from '../src/graph/view';

const room = { x: 10, y: 10, width: 100, height: 80 };

describe('what the view shows', () => {
  it('moves no further than it must', () => {
    expect(shiftInto({ x: 20, y: 20, width: 30, height: 30 }, room)).toEqual({ x: 0, y: 0 });
    expect(shiftInto({ x: 100, y: -5, width: 30, height: 30 }, room)).toEqual({ x: -20, y: 15 });
  });

  it('says where a box is too large for it', () => {
    expect(shiftInto({ x: 0, y: 0, width: 101, height: 10 }, room)).toBeNull();
  });

  it('goes around all', () => {
    expect(boxAround([])).toBeNull();
    expect(boxAround([{ x: 0, y: 5, width: 10, height: 10 }, { x: -5, y: 20, width: 1, height: 1 }])).toEqual({ x: -5, y: 5, width: 15, height: 16 });
  });
});
