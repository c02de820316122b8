import { describe, expect, it } from 'vitest';
import { collapse, type Collapsed, expand } from '../src/graph/collapse';
import { group, groupsOf, setParameter, starter } from '../src/graph/document';
import type { GraphDocument, Kind, PortType } from '../src/graph/types';

const kind = (id: string, inputs: [string, PortType][], outputs: [string, PortType][], parameters: string[] = []): Kind => ({
  id,
  title: id,
  category: 'filter',
  help: '',
  keywords: '',
  inputs: inputs.map(([name, type]) => ({ name, type, help: '', isRequired: true })),
  outputs: outputs.map(([name, type]) => ({ name, type, help: '', isRequired: false })),
  parameters: parameters.map((name) => ({ name, type: 'number', help: '', default: 1, unit: '', choices: [], wire: 'number' })),
});

const base = kind('graph', [], []);
const kinds: Record<string, Kind> = {
  bricks: kind('bricks', [], [['height', 'grey']]),
  noise: kind('noise', [], [['output', 'grey']], ['cells_x']),
  blend: kind('blend', [['background', 'picture'], ['foreground', 'picture']], [['output', 'picture']], ['opacity']),
  material: kind('material', [['height', 'grey']], [['material', 'material']]),
  output: kind('output', [['input', 'any']], []),
};
const doc: GraphDocument = { ...starter('wall'), exposed: [{ name: 'cells', node: 'noise', parameter: 'cells_x' }] };
const of = (id: string) => kinds[id];
const made = (ids: string[], from = doc) => collapse(from, of, base, ids, 'Worn') as Collapsed;
const sorted = (wires: { from: string; to: string }[]) => wires.map((wire) => `${wire.from} ${wire.to}`).sort();

describe('a group as one node', () => {
  it('has inputs for the wires that led in, outputs for those that led out, and what was exposed', () => {
    const { doc: next, id, kind: own } = made(['noise', 'blend']);
    expect(next.nodes.map((node) => node.id).sort()).toEqual(['bricks', id, 'material', 'output'].sort());
    expect(sorted(next.wires)).toEqual(sorted([
      { from: 'bricks.height', to: `${id}.background` },
      { from: `${id}.output`, to: 'material.height' },
      { from: 'material.material', to: 'output.input' },
    ]));
    expect(next.exposed).toEqual([{ name: 'cells', node: id, parameter: 'cells' }]);
    expect(own.inputs.map((port) => [port.name, port.type])).toEqual([['background', 'picture']]);
    expect(own.outputs.map((port) => [port.name, port.type])).toEqual([['output', 'picture']]);
    expect(own.parameters.map((one) => [one.name, one.default])).toEqual([['cells', 12]]);
  });

  it('gives what ends in it, where no wire led out', () => {
    const lonely = { ...doc, wires: doc.wires.filter((wire) => wire.to !== 'material.height') };
    const { kind: own } = made(['noise', 'blend'], lonely);
    expect(own.outputs.map((port) => port.name)).toEqual(['output']);
  });

  it('tells inputs of one name apart', () => {
    const two = { ...doc, nodes: [...doc.nodes, { id: 'blend_2', kind: 'blend', x: 0, y: 0 }], wires: [...doc.wires, { from: 'bricks.height', to: 'blend_2.background' }, { from: 'blend.output', to: 'blend_2.foreground' }] };
    const next = collapse(two, (id) => kinds[id.replace('_2', '')], base, ['blend', 'blend_2'], 'two') as Collapsed;
    expect(next.kind.inputs.map((port) => port.name)).toEqual(['background', 'foreground', 'blend_2_background']);
  });

  it('is refused where it would close a circle', () => {
    expect(collapse(doc, of, base, ['bricks', 'material'], 'no')).toContain("'blend' lies between");
    expect(collapse(doc, of, base, ['output'], 'no')).toContain('Select');
  });

  it('leaves other groups, and takes its place in those that hold more', () => {
    const framed = group(group(doc, ['noise', 'blend', 'material']), ['bricks']);
    const { doc: next, id } = made(['noise', 'blend'], framed);
    expect(groupsOf(next).map((one) => one.nodes)).toEqual([['material', id], ['bricks']]);
  });
});

describe('a graph node expanded', () => {
  it('is the graph that it was made of', () => {
    const { doc: one, id } = made(['noise', 'blend']);
    const { doc: back, ids } = expand(one, id)!;
    expect(ids.sort()).toEqual(['blend', 'noise']);
    expect(sorted(back.wires)).toEqual(sorted(doc.wires));
    expect(back.exposed).toEqual(doc.exposed);
    expect(back.nodes.find((node) => node.id === 'noise')?.parameters).toEqual(doc.nodes.find((node) => node.id === 'noise')?.parameters);
    expect(groupsOf(back)).toEqual([{ id: 'group_1', title: 'Worn', nodes: expect.arrayContaining(['noise', 'blend']) }]);
  });

  it('keeps what was set and wired outside', () => {
    const { doc: one, id } = made(['noise', 'blend']);
    const set = setParameter(one, id, 'cells', 5);
    const { doc: back } = expand({ ...set, wires: set.wires.filter((wire) => wire.to !== `${id}.background`) }, id)!;
    expect(back.nodes.find((node) => node.id === 'noise')?.parameters?.cells_x).toBe(5);
    expect(back.wires.some((wire) => wire.to === 'blend.background')).toBe(false);
  });

  it('takes ids that are free', () => {
    const { doc: one, id } = made(['noise', 'blend']);
    const { doc: back } = expand({ ...one, nodes: [...one.nodes, { id: 'noise', kind: 'noise', x: 0, y: 0 }] }, id)!;
    expect(back.nodes.map((node) => node.id)).toContain('noise_2');
    expect(back.wires).toContainEqual({ from: 'noise_2.output', to: 'blend.foreground' });
  });
});
