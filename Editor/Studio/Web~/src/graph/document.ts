import type { GraphDocument, GraphNode, Group, Kind, Wire } from './types';

/** The two halves of "node.port". */
export function endOf(text: string): { node: string; port: string } {
  const dot = text.indexOf('.');
  return { node: text.slice(0, dot), port: text.slice(dot + 1) };
}

/** An id that no node has: the kind's own, with a number where that is taken. */
export function freshId(doc: GraphDocument, kind: string): string {
  const taken = new Set(doc.nodes.map((node) => node.id));
  if (!taken.has(kind)) return kind;
  let number = 2;
  while (taken.has(`${kind}_${number}`)) number++;
  return `${kind}_${number}`;
}

export function addNode(doc: GraphDocument, kind: string, at: { x: number; y: number }, parameters?: Record<string, unknown>): { doc: GraphDocument; id: string } {
  const id = freshId(doc, kind);
  const node: GraphNode = { id, kind, x: Math.round(at.x), y: Math.round(at.y), ...(parameters ? { parameters } : {}) };
  return { doc: { ...doc, nodes: [...doc.nodes, node] }, id };
}

/** Without some nodes, the wires at them, and what they exposed. */
export function removeNodes(doc: GraphDocument, ids: readonly string[]): GraphDocument {
  const gone = new Set(ids);
  return withGroups(
    {
      ...doc,
      nodes: doc.nodes.filter((node) => !gone.has(node.id)),
      wires: doc.wires.filter((wire) => !gone.has(endOf(wire.from).node) && !gone.has(endOf(wire.to).node)),
      exposed: doc.exposed.filter((one) => !gone.has(one.node)),
    },
    groupsOf(doc)
      .map((group) => ({ ...group, nodes: group.nodes.filter((id) => !gone.has(id)) }))
      .filter((group) => group.nodes.length > 0),
  );
}

/** Lays a wire; an input takes one, so the one that led there goes. */
export function connect(doc: GraphDocument, wire: Wire): GraphDocument {
  return { ...doc, wires: [...doc.wires.filter((one) => one.to !== wire.to), wire] };
}

export function removeWires(doc: GraphDocument, ends: readonly string[]): GraphDocument {
  const gone = new Set(ends);
  return { ...doc, wires: doc.wires.filter((wire) => !gone.has(wire.to)) };
}

/** Sets a parameter; undefined takes the default again. */
export function setParameter(doc: GraphDocument, id: string, name: string, value: unknown): GraphDocument {
  if (doc.nodes.find((node) => node.id === id)?.parameters?.[name] === value) return doc;
  return {
    ...doc,
    nodes: doc.nodes.map((node) => {
      if (node.id !== id) return node;
      const { [name]: _, ...others } = node.parameters ?? {};
      const parameters = value === undefined ? others : { ...node.parameters, [name]: value };
      const { parameters: former, ...rest } = node;
      return Object.keys(parameters).length > 0 ? { ...rest, parameters } : rest;
    }),
  };
}

/** What people call a node: its own title, the name of the graph that it holds, or its kind's title. */
export function titleOf(node: GraphNode, kind: Kind | undefined): string {
  return node.title || (node.parameters?.graph as GraphDocument | undefined)?.name || kind?.title || node.kind;
}

/** Gives a node a title of its own, or takes it away where it is empty; a node that holds a graph bears the graph's name. */
export function renameNode(doc: GraphDocument, id: string, title: string): GraphDocument {
  return {
    ...doc,
    nodes: doc.nodes.map((node) => {
      if (node.id !== id) return node;
      const graph = node.parameters?.graph as GraphDocument | undefined;
      if (graph) return { ...node, parameters: { ...node.parameters, graph: { ...graph, name: title } } };
      const { title: _, ...rest } = node;
      return title ? { ...rest, title } : rest;
    }),
  };
}

/** What tells a node from others of its kind: the words that are set in it. */
export function subtitleOf(node: GraphNode, kind: Kind | undefined): string {
  const set = kind?.parameters.filter((one) => one.type === 'text').map((one) => node.parameters?.[one.name]);
  return set?.find((value): value is string => typeof value === 'string' && value.trim() !== '') ?? '';
}

export function moveNodes(doc: GraphDocument, places: ReadonlyMap<string, { x: number; y: number }>): GraphDocument {
  return {
    ...doc,
    nodes: doc.nodes.map((node) => {
      const place = places.get(node.id);
      return place ? { ...node, x: Math.round(place.x), y: Math.round(place.y) } : node;
    }),
  };
}

/** What is copied: nodes and the wires among them. */
export interface Fragment {
  nodes: GraphNode[];
  wires: Wire[];
}

export function copy(doc: GraphDocument, ids: readonly string[]): Fragment {
  const chosen = new Set(ids);
  return {
    nodes: doc.nodes.filter((node) => chosen.has(node.id)),
    wires: doc.wires.filter((wire) => chosen.has(endOf(wire.from).node) && chosen.has(endOf(wire.to).node)),
  };
}

/** Puts a fragment in under new ids, its upper left corner moved by an offset. */
export function paste(doc: GraphDocument, fragment: Fragment, by: { x: number; y: number }): { doc: GraphDocument; ids: string[] } {
  const names = new Map<string, string>();
  let next = doc;
  for (const node of fragment.nodes) {
    const id = freshId(next, node.kind);
    names.set(node.id, id);
    next = { ...next, nodes: [...next.nodes, { ...structuredClone(node), id, x: Math.round(node.x + by.x), y: Math.round(node.y + by.y) }] };
  }
  const wires = fragment.wires.map((wire) => {
    const [from, to] = [endOf(wire.from), endOf(wire.to)];
    return { ...wire, from: `${names.get(from.node)}.${from.port}`, to: `${names.get(to.node)}.${to.port}` };
  });
  return { doc: { ...next, wires: [...next.wires, ...wires] }, ids: [...names.values()] };
}

export const groupsOf = (doc: GraphDocument): Group[] => doc.studio?.groups ?? [];

function withGroups(doc: GraphDocument, groups: Group[]): GraphDocument {
  if (groups.length === 0 && !doc.studio) return doc;
  return { ...doc, studio: { ...doc.studio, groups } };
}

/** Frames some nodes; those that were in another frame leave it. */
export function group(doc: GraphDocument, ids: readonly string[]): GraphDocument {
  if (ids.length === 0) return doc;
  const others = groupsOf(doc)
    .map((one) => ({ ...one, nodes: one.nodes.filter((id) => !ids.includes(id)) }))
    .filter((one) => one.nodes.length > 0);
  let number = 1;
  while (others.some((one) => one.id === `group_${number}`)) number++;
  return withGroups(doc, [...others, { id: `group_${number}`, title: 'Group', nodes: [...ids] }]);
}

export function ungroup(doc: GraphDocument, id: string): GraphDocument {
  return withGroups(
    doc,
    groupsOf(doc).filter((one) => one.id !== id),
  );
}

export function renameGroup(doc: GraphDocument, id: string, title: string): GraphDocument {
  return withGroups(
    doc,
    groupsOf(doc).map((one) => (one.id === id ? { ...one, title } : one)),
  );
}

/** What a graph computes, apart from where its nodes lie, what they are called and how they are framed: equal texts are equal results. */
export function meaningOf(doc: GraphDocument): string {
  const { name: _, studio: __, nodes, ...rest } = doc;
  return JSON.stringify({ ...rest, nodes: nodes.map(({ x: _x, y: _y, title: _t, ...node }) => node) });
}

/** The ports of a node: of its kind, or its own where they follow from what it holds. */
export function kindOf(kinds: ReadonlyMap<string, Kind>, own: Record<string, Kind>, node: GraphNode): Kind | undefined {
  return own[node.id] ?? kinds.get(node.kind);
}

export function starter(name: string): GraphDocument {
  return {
    scumbleGraph: 1,
    name,
    width: 512,
    height: 512,
    tile: 'xy',
    nodes: [
      { id: 'bricks', kind: 'bricks', x: 0, y: 40 },
      { id: 'noise', kind: 'noise', x: 0, y: 360, parameters: { type: 'perlin', cells_x: 12, cells_y: 12, octaves: 4 } },
      { id: 'blend', kind: 'blend', x: 280, y: 120, parameters: { mode: 'multiply', opacity: 0.5 } },
      { id: 'material', kind: 'material_from_height', x: 560, y: 120 },
      { id: 'output', kind: 'output', x: 840, y: 120, parameters: { name: 'material' } },
    ],
    wires: [
      { from: 'bricks.height', to: 'blend.background' },
      { from: 'noise.output', to: 'blend.foreground' },
      { from: 'blend.output', to: 'material.height' },
      { from: 'material.material', to: 'output.input' },
    ],
    exposed: [],
  };
}
