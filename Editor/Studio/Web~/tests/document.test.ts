import { describe, expect, it } from 'vitest';
import { addNode, connect, copy, freshId, group, groupsOf, meaningOf, moveNodes, paste, removeNodes, setParameter, starter } from '../src/graph/document';

const doc = starter('wall');

describe('a graph document', () => {
  it('gives new nodes ids of their own', () => {
    expect(freshId(doc, 'noise')).toBe('noise_2');
    const one = addNode(doc, 'noise', { x: 1.6, y: 2 });
    expect(one.id).toBe('noise_2');
    expect(addNode(one.doc, 'noise', { x: 0, y: 0 }).id).toBe('noise_3');
    expect(doc.nodes).toHaveLength(5);
  });

  it('lets one wire into an input', () => {
    const next = connect(doc, { from: 'noise.output', to: 'blend.background' });
    expect(next.wires.filter((wire) => wire.to === 'blend.background')).toEqual([{ from: 'noise.output', to: 'blend.background' }]);
  });

  it('removes wires, exposed parameters and empty groups with their nodes', () => {
    const full = group({ ...doc, exposed: [{ name: 'cells', node: 'noise', parameter: 'cells_x' }] }, ['noise']);
    const next = removeNodes(full, ['noise']);
    expect(next.wires.some((wire) => wire.from.startsWith('noise.'))).toBe(false);
    expect(next.exposed).toEqual([]);
    expect(groupsOf(next)).toEqual([]);
  });

  it('copies the wires among what is copied, under new ids', () => {
    const { doc: next, ids } = paste(doc, copy(doc, ['bricks', 'blend']), { x: 10, y: 20 });
    expect(ids).toEqual(['bricks_2', 'blend_2']);
    expect(next.wires.slice(doc.wires.length)).toEqual([{ from: 'bricks_2.height', to: 'blend_2.background' }]);
    expect(next.nodes.find((node) => node.id === 'bricks_2')).toMatchObject({ x: 10, y: 60 });
  });

  it('keeps members that it does not know', () => {
    const strange = { ...doc, mood: 'green', nodes: [{ ...doc.nodes[0]!, colour: 'red' }, ...doc.nodes.slice(1)] };
    const next = setParameter(moveNodes(strange, new Map([['bricks', { x: 5, y: 5 }]])), 'bricks', 'columns', 4);
    expect(next.mood).toBe('green');
    expect(next.nodes[0]).toMatchObject({ colour: 'red', x: 5, parameters: { columns: 4 } });
  });

  it('drops parameters that take their usual value again', () => {
    const next = setParameter(setParameter(doc, 'bricks', 'columns', 4), 'bricks', 'columns', undefined);
    expect(next.nodes[0]).not.toHaveProperty('parameters');
  });

  it('stays the very same where a parameter is set to what it is', () => {
    const set = setParameter(doc, 'bricks', 'columns', 4);
    expect(setParameter(set, 'bricks', 'columns', 4)).toBe(set);
    expect(setParameter(doc, 'bricks', 'columns', undefined)).toBe(doc);
  });

  it('means the same wherever its nodes lie', () => {
    const moved = group(moveNodes(doc, new Map([['noise', { x: 99, y: 99 }]])), ['noise', 'blend']);
    expect(meaningOf(moved)).toBe(meaningOf(doc));
    expect(meaningOf(setParameter(doc, 'noise', 'seed', '4'))).not.toBe(meaningOf(doc));
  });
});
