import { describe, expect, it } from 'vitest';
import { meaningOf, renameNode, starter, subtitleOf, titleOf } from '../src/graph/document';
import { faultOfName, nameOf } from '../src/graph/graphFiles';
import { offered } from '../src/graph/Palette';
import { search } from '../src/graph/search';
import type { Catalogue, Kind, PortType } from '../src/graph/types';
import { missingWire } from '../src/graph/waiting';

const port = (name: string, type: PortType, isRequired = false) => ({ name, type, help: '', isRequired });
const kind = (id: string, title: string, inputs: Kind['inputs'], outputs: Kind['outputs']): Kind => ({ id, title, category: 'mix', help: '', keywords: '', inputs, outputs, parameters: [] });
const blend = kind('blend', 'Blend', [port('background', 'picture', true), port('foreground', 'picture', true)], [port('output', 'picture')]);
const blendMaterials = kind('blend_materials', 'Blend materials', [port('background', 'material', true)], [port('material', 'material')]);
const generate = { ...kind('generate', 'Generate', [], [port('material', 'material'), port('picture', 'picture')]), parameters: [{ name: 'prompt', type: 'text', help: '', default: '', unit: '', choices: [] }] } as Kind;
const doc = starter('wall');

describe('titles of nodes', () => {
  it('are their own, their graph\'s, or their kind\'s', () => {
    const noise = doc.nodes[1]!;
    expect(titleOf(noise, blend)).toBe('Blend');
    const named = renameNode(doc, 'noise', 'Pores');
    expect(titleOf(named.nodes[1]!, blend)).toBe('Pores');
    expect(meaningOf(named)).toBe(meaningOf(doc));
    expect(renameNode(named, 'noise', '').nodes[1]).not.toHaveProperty('title');
  });

  it('of a node that holds a graph is the graph\'s name', () => {
    const held = { ...doc, nodes: [{ id: 'graph', kind: 'graph', x: 0, y: 0, parameters: { graph: { ...starter('Brick joints') } } }] };
    expect(titleOf(held.nodes[0]!, undefined)).toBe('Brick joints');
    expect((renameNode(held, 'graph', 'Joints').nodes[0]!.parameters!.graph as { name: string }).name).toBe('Joints');
  });

  it('have the prompt beneath', () => {
    expect(subtitleOf({ id: 'generate', kind: 'generate', x: 0, y: 0, parameters: { prompt: 'moss' } }, generate)).toBe('moss');
    expect(subtitleOf({ id: 'generate', kind: 'generate', x: 0, y: 0 }, generate)).toBe('');
  });
});

describe('names of graphs', () => {
  it('are those of files, and no two are alike', () => {
    expect(nameOf(' Wall/../2* ')).toBe('Wall2');
    expect(faultOfName('  ', [])).not.toBe('');
    expect(faultOfName('wall', ['wall'])).toContain('wall');
    expect(faultOfName('walls', ['wall'])).toBe('');
  });
});

describe('a wire that is yet to be laid', () => {
  const kinds = new Map<string, Kind>([['blend', blend], ['material_from_height', kind('material_from_height', 'Material from height', [port('height', 'grey', true)], [])]]);
  it('is told at the node and behind it', () => {
    const open = { ...doc, wires: doc.wires.filter((wire) => wire.to !== 'blend.foreground') };
    expect(missingWire(open, kinds, {}, 'blend')).toBe('Needs a wire at foreground');
    expect(missingWire(open, kinds, {}, 'material')).toBe('Waits for a wire at Blend');
    expect(missingWire(doc, kinds, {}, 'material')).toBe('');
  });

  it('is looked for once around a circle', () => {
    const circle = { ...doc, wires: [{ from: 'blend.output', to: 'blend.background' }, { from: 'blend.output', to: 'blend.foreground' }] };
    expect(missingWire(circle, kinds, {}, 'blend')).toBe('');
  });
});

describe('the palette at the end of a wire', () => {
  it('offers what takes its very type first', () => {
    const output = kind('output', 'Output', [port('input', 'any')], []);
    const catalogue: Catalogue = { kinds: [blend, blendMaterials, generate, output], rules: { 'material>material': '', 'material>any': '', 'material>picture': 'its base colour' }, refusals: {} };
    const { kinds, isOfType } = offered(catalogue, { from: { node: 'generate', port: 'material', out: true } }, () => generate);
    expect(kinds.map((one) => [one.id, isOfType(one)])).toEqual([['blend', false], ['blend_materials', true], ['output', true]]);
    expect(search(kinds, 'blend', isOfType).map((one) => one.id)).toEqual(['blend_materials', 'blend']);
  });
});
