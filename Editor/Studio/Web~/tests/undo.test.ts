import { describe, expect, it } from 'vitest';
import { begin, changed, redone, undone } from '../src/graph/undo';

describe('a timeline', () => {
  it('takes one press of the pointer as one step, however long it lasts', () => {
    let line = begin(0);
    line = changed(line, 1, 'mortar', 0, 7);
    line = changed(line, 2, 'mortar', 5000, 7);
    line = changed(line, 3, 'mortar', 9000, 7);
    expect(undone(line).now).toBe(0);
    expect(redone(undone(line)).now).toBe(3);
  });

  it('takes two presses as two, however soon they follow', () => {
    let line = changed(begin(0), 1, 'mortar', 0, 7);
    line = changed(line, 2, 'mortar', 10, 8);
    expect(undone(line).now).toBe(1);
  });

  it('joins what is typed fast, and neither what is typed later nor what is typed after a press', () => {
    let line = changed(begin(0), 1, 'title', 0);
    line = changed(line, 2, 'title', 300);
    expect(undone(line).now).toBe(0);
    expect(undone(changed(line, 3, 'title', 3000)).now).toBe(2);
    expect(undone(changed(changed(begin(0), 1, 'title', 0, 4), 2, 'title', 10)).now).toBe(1);
  });
});
