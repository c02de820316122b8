import { describe, expect, it } from 'vitest';
import { starter } from '../src/graph/document';
import { firstInput, firstOutput, reaches, ruleOf, wireOnto } from '../src/graph/rules';
import { search } from '../src/graph/search';
import type { Catalogue, Kind, PortType } from '../src/graph/types';

const kind = (id: string, inputs: [string, PortType][], outputs: [string, PortType][], more: Partial<Kind> = {}): Kind => ({
  id,
  title: id,
  category: 'filter',
  help: '',
  keywords: '',
  inputs: inputs.map(([name, type]) => ({ name, type, help: '', isRequired: false })),
  outputs: outputs.map(([name, type]) => ({ name, type, help: '', isRequired: false })),
  parameters: [],
  ...more,
});

const kinds: Record<string, Kind> = {
  bricks: kind('bricks', [], [['height', 'grey']]),
  noise: kind('noise', [], [['output', 'grey']]),
  blend: kind('blend', [['background', 'picture'], ['foreground', 'picture'], ['mask', 'mask']], [['output', 'picture']]),
  material: kind('material_from_height', [['height', 'grey']], [['material', 'material']]),
  output: kind('output', [['input', 'any']], []),
};

const catalogue: Catalogue = {
  kinds: Object.values(kinds),
  rules: { 'grey>picture': 'the same value in all colours', 'picture>grey': 'its brightness', 'grey>mask': 'white is where it counts', 'material>any': 'as it is', 'mask>mask': 'as it is' },
  refusals: { 'material>mask': 'Put a Split material node between.' },
};

const doc = starter('wall');
const of = (node: string) => kinds[node];

describe('wires', () => {
  it('are laid where types go together, and say how', () => {
    expect(ruleOf(catalogue, doc, of, 'noise.output', 'blend.mask')).toEqual({ allowed: true, meaning: 'white is where it counts' });
  });

  it('are refused with the reason', () => {
    expect(ruleOf(catalogue, doc, of, 'material.material', 'blend.mask')).toEqual({ allowed: false, meaning: 'Put a Split material node between.' });
    expect(ruleOf(catalogue, doc, of, 'noise.nothing', 'blend.mask').allowed).toBe(false);
  });

  it('close no circle', () => {
    expect(reaches(doc, 'bricks', 'output')).toBe(true);
    expect(reaches(doc, 'output', 'bricks')).toBe(false);
    const back = kind('blend', [['background', 'picture']], [['output', 'picture']]);
    const rule = ruleOf(catalogue, { ...doc, wires: [{ from: 'a.output', to: 'b.background' }] }, () => ({ ...back, outputs: [{ name: 'output', type: 'grey', help: '', isRequired: false }] }), 'b.output', 'a.background');
    expect(rule).toEqual({ allowed: false, meaning: 'It would close a circle.' });
  });

  it('prefer a port of the same type', () => {
    expect(firstInput(catalogue, kinds.blend!, 'mask')).toBe('mask');
    expect(firstInput(catalogue, kinds.blend!, 'grey')).toBe('background');
    expect(firstOutput(catalogue, kinds.bricks!, 'picture')).toBe('height');
    expect(firstOutput(catalogue, kinds.output!, 'picture')).toBeUndefined();
  });
});

describe('the palette', () => {
  const all = [kind('blur', [], [], { title: 'Gaussian blur', help: 'Softens a picture.' }), kind('sharpen', [], [], { title: 'Sharpen', help: 'Finer than a blur.' }), kind('levels', [], [], { title: 'Levels', keywords: 'contrast' })];
  it('finds titles before other words', () => {
    expect(search(all, 'blur').map((one) => one.id)).toEqual(['blur', 'sharpen']);
    expect(search(all, 'contrast').map((one) => one.id)).toEqual(['levels']);
    expect(search(all, 'gau bl').map((one) => one.id)).toEqual(['blur']);
    expect(search(all, 'nothing')).toEqual([]);
    expect(search(all, ' ')).toHaveLength(3);
  });
});

describe('a wire dropped on a node', () => {
  const onto = (port: string, node: string, out = true) => {
    const [from, name] = port.split('.') as [string, string];
    return wireOnto(catalogue, doc, of, { node: from, port: name, out }, node);
  };

  it('takes a free input that fits, and one that has a wire only where no other is left', () => {
    // In the document both pictures of the blend are wired.
    expect(onto('noise.output', 'blend').wire).toEqual({ from: 'noise.output', to: 'blend.mask' });
    const full = { ...doc, wires: [...doc.wires, { from: 'bricks.height', to: 'blend.mask' }] };
    expect(wireOnto(catalogue, full, of, { node: 'noise', port: 'output', out: true }, 'blend').wire?.to).toBe('blend.background');
  });

  it('leads to a parameter of its type before an input that converts', () => {
    const number = { ...kinds, math: kind('math', [], [['output', 'number']]), blend: kind('blend', [['background', 'picture']], [], { parameters: [{ name: 'opacity', type: 'number', help: '', default: 1, unit: '', choices: [], wire: 'number' }] }) };
    const rules = { ...catalogue, rules: { 'number>picture': 'everywhere', 'number>number': 'as it is' } };
    const graph = { ...doc, nodes: [...doc.nodes, { id: 'math', kind: 'math', x: 0, y: 0 }], wires: [] };
    expect(wireOnto(rules, graph, (id) => (number as Record<string, Kind>)[id], { node: 'math', port: 'output', out: true }, 'blend').wire?.to).toBe('blend.opacity');
  });

  it('comes from an output, where it was drawn from an input', () => {
    expect(onto('output.input', 'material', false).wire).toEqual({ from: 'material.material', to: 'output.input' });
  });

  it('is refused with the reason where nothing fits', () => {
    expect(onto('material.material', 'bricks')).toEqual({ wire: null, meaning: 'bricks takes no material: it has no inputs.' });
    expect(onto('blend.output', 'bricks', false).wire).toBeNull();
    const lonely = { ...doc, wires: [{ from: 'blend.output', to: 'material.height' }] };
    expect(wireOnto(catalogue, lonely, of, { node: 'material', port: 'material', out: true }, 'blend').meaning).toBe('A material is no picture.');
  });
});
