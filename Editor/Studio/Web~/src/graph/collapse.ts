import { endOf, freshId, groupsOf } from './document';
import { outputType, reaches } from './rules';
import type { Exposed, GraphDocument, GraphNode, Kind, Wire } from './types';

export interface Collapsed {
  doc: GraphDocument;
  /** The graph node. */
  id: string;
  /** Its ports, which the studio tells only once the document is saved. */
  kind: Kind;
}

const outputKind = 'output';

/**
 * Some nodes as one graph node: what was wired into them or exposed of them becomes its inputs and parameters, what was wired out of them its outputs; where
 * nothing was, what ends among them. Output nodes stay outside.
 * @returns why not, where that cannot be.
 */
export function collapse(doc: GraphDocument, kinds: (node: string) => Kind | undefined, base: Kind, ids: readonly string[], title: string): Collapsed | string {
  const members = doc.nodes.filter((node) => ids.includes(node.id) && node.kind !== outputKind);
  if (members.length === 0) return 'Select the nodes that are to become one.';
  const inside = new Set(members.map((node) => node.id));
  const between = doc.nodes.find((node) => !inside.has(node.id) && [...inside].some((one) => reaches(doc, one, node.id)) && [...inside].some((one) => reaches(doc, node.id, one)));
  if (between) return `'${between.id}' lies between them: it would close a circle. Select it too.`;

  const [within, into, out, others] = [[] as Wire[], [] as Wire[], [] as Wire[], [] as Wire[]];
  for (const wire of doc.wires) {
    const [from, to] = [inside.has(endOf(wire.from).node), inside.has(endOf(wire.to).node)];
    (from && to ? within : to ? into : from ? out : others).push(wire);
  }
  const id = freshId(doc, 'graph');

  // What leads in, and what is exposed
  const names = new Names(['graph']);
  const exposed: Exposed[] = [];
  const exposeAs = (node: string, parameter: string, wish: string): string => {
    const known = exposed.find((one) => one.node === node && one.parameter === parameter);
    if (known) return known.name;
    const name = names.free(wish, node);
    exposed.push({ name, node, parameter });
    return name;
  };
  const outerExposed = doc.exposed.map((one) => (inside.has(one.node) ? { ...one, node: id, parameter: exposeAs(one.node, one.parameter, one.name) } : one));
  const inward = into.map((wire) => {
    const end = endOf(wire.to);
    return { ...wire, to: `${id}.${exposeAs(end.node, end.port, end.port)}` };
  });

  // What leads out
  const outputs = new Map<string, string>();
  const outNames = new Names([]);
  const nodes: GraphNode[] = [...members];
  const inner: Wire[] = [...within];
  const ends = out.length > 0 ? out.map((wire) => wire.from) : members.filter((node) => within.every((wire) => endOf(wire.from).node !== node.id)).flatMap((node) => (kinds(node.id)?.outputs ?? []).slice(0, 1).map((port) => `${node.id}.${port.name}`));
  for (const from of ends) {
    if (outputs.has(from)) continue;
    const end = endOf(from);
    const name = outNames.free(end.port, end.node);
    outputs.set(from, name);
    const output = freshId({ ...doc, nodes }, outputKind);
    const source = members.find((node) => node.id === end.node)!;
    nodes.push({ id: output, kind: outputKind, x: source.x + 280, y: source.y, parameters: { name } });
    inner.push({ from, to: `${output}.input` });
  }
  const outward = out.map((wire) => ({ ...wire, from: `${id}.${outputs.get(wire.from)}` }));

  const groups = groupsOf(doc);
  const innerGroups = groups.filter((one) => one.nodes.length < members.length && one.nodes.every((node) => inside.has(node)));
  const graph: GraphDocument = {
    scumbleGraph: doc.scumbleGraph,
    name: title,
    width: doc.width,
    height: doc.height,
    tile: doc.tile,
    nodes,
    wires: inner,
    exposed,
    ...(innerGroups.length > 0 ? { studio: { groups: innerGroups } } : {}),
  };
  const node: GraphNode = { id, kind: 'graph', x: meanOf(members, 'x'), y: meanOf(members, 'y'), parameters: { graph } };
  const outerGroups = groups
    .map((one) => ({ ...one, nodes: [...one.nodes.filter((member) => !inside.has(member)), ...(one.nodes.some((member) => !inside.has(member)) && one.nodes.some((member) => inside.has(member)) ? [id] : [])] }))
    .filter((one) => one.nodes.length > 0);
  return {
    doc: {
      ...doc,
      nodes: [...doc.nodes.filter((one) => !inside.has(one.id)), node],
      wires: [...others, ...inward, ...outward],
      exposed: outerExposed,
      ...(doc.studio ? { studio: { ...doc.studio, groups: outerGroups } } : {}),
    },
    id,
    kind: {
      ...base,
      inputs: exposed.flatMap((one) => (kinds(one.node)?.inputs ?? []).filter((port) => port.name === one.parameter).map((port) => ({ ...port, name: one.name }))),
      outputs: [...outputs].map(([from, name]) => ({ name, type: outputType(kinds(endOf(from).node)!, endOf(from).port) ?? 'picture', help: 'An output of the graph.', isRequired: false })),
      parameters: [
        ...base.parameters,
        ...exposed.flatMap((one) =>
          (kinds(one.node)?.parameters ?? []).filter((parameter) => parameter.name === one.parameter).map((parameter) => ({ ...parameter, name: one.name, default: members.find((node) => node.id === one.node)?.parameters?.[parameter.name] ?? parameter.default })),
        ),
      ],
    },
  };
}

/** A graph node's own nodes in its place, framed, with what was set and wired outside; null where it holds no graph. */
export function expand(doc: GraphDocument, id: string): { doc: GraphDocument; ids: string[] } | null {
  const outer = doc.nodes.find((node) => node.id === id);
  const graph = outer?.parameters?.graph as GraphDocument | undefined;
  if (!outer || !graph?.nodes) return null;
  const members = graph.nodes.filter((node) => node.kind !== outputKind);
  if (members.length === 0) return null;

  const names = new Map<string, string>();
  let taken: GraphDocument = { ...doc, nodes: doc.nodes.filter((node) => node.id !== id) };
  for (const node of members) {
    const name = taken.nodes.some((one) => one.id === node.id) ? freshId(taken, node.kind) : node.id;
    names.set(node.id, name);
    taken = { ...taken, nodes: [...taken.nodes, { ...node, id: name }] };
  }
  const exposedBy = new Map((graph.exposed ?? []).map((one) => [one.name, `${names.get(one.node)}.${one.parameter}`]));
  const within = (end: string): string => `${names.get(endOf(end).node)}.${endOf(end).port}`;

  // Parameters: what is set outside counts
  const [dx, dy] = [outer.x - meanOf(members, 'x'), outer.y - meanOf(members, 'y')];
  const replaced = new Set<string>();
  const nodes = members.map((node): GraphNode => ({ ...structuredClone(node), id: names.get(node.id)!, x: Math.round(node.x + dx), y: Math.round(node.y + dy) }));
  for (const [name, value] of Object.entries(outer.parameters ?? {})) {
    const target = exposedBy.get(name);
    if (!target) continue;
    const node = nodes.find((one) => one.id === endOf(target).node);
    if (node) node.parameters = { ...node.parameters, [endOf(target).port]: value };
    replaced.add(target);
  }

  // Wires: those that lead to it, out of it, and within
  const sources = new Map<string, string>();
  for (const wire of graph.wires ?? []) {
    const output = graph.nodes.find((node) => node.kind === outputKind && node.id === endOf(wire.to).node);
    if (output) sources.set(nameOf(output), within(wire.from));
  }
  const outside: Wire[] = [];
  for (const wire of doc.wires) {
    const [from, to] = [endOf(wire.from), endOf(wire.to)];
    const start = from.node === id ? sources.get(from.port) : wire.from;
    const end = to.node === id ? exposedBy.get(to.port) : wire.to;
    if (!start || !end) continue;
    if (to.node === id) replaced.add(end);
    outside.push({ ...wire, from: start, to: end });
  }
  const inner = (graph.wires ?? []).filter((wire) => names.has(endOf(wire.to).node) && names.has(endOf(wire.from).node)).map((wire) => ({ ...wire, from: within(wire.from), to: within(wire.to) }));
  const ids = [...names.values()];
  const groups = groupsOf(doc).map((one) => (one.nodes.includes(id) ? { ...one, nodes: [...one.nodes.filter((node) => node !== id), ...ids] } : one));
  const framed = groups.some((one) => one.nodes.length === ids.length && one.nodes.every((node) => ids.includes(node)));
  let number = 1;
  while (groups.some((one) => one.id === `group_${number}`)) number++;
  return {
    doc: {
      ...doc,
      nodes: [...doc.nodes.filter((node) => node.id !== id), ...nodes],
      wires: [...outside, ...inner.filter((wire) => !replaced.has(wire.to))],
      exposed: doc.exposed.flatMap((one) => {
        if (one.node !== id) return [one];
        const target = exposedBy.get(one.parameter);
        return target ? [{ ...one, node: endOf(target).node, parameter: endOf(target).port }] : [];
      }),
      studio: { ...doc.studio, groups: framed ? groups : [...groups, { id: `group_${number}`, title: graph.name || 'Group', nodes: ids }] },
    },
    ids,
  };
}

const nameOf = (output: GraphNode): string => {
  const name = output.parameters?.name;
  return typeof name === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(name) ? name : output.id;
};

const meanOf = (nodes: readonly GraphNode[], axis: 'x' | 'y'): number => Math.round(nodes.reduce((sum, node) => sum + node[axis], 0) / nodes.length);

/** Names that are told apart: the wish itself, else with the node's id before it, else with a number behind it. */
class Names {
  private readonly taken: Set<string>;

  constructor(taken: readonly string[]) {
    this.taken = new Set(taken);
  }

  free(wish: string, node: string): string {
    let name = this.taken.has(wish) ? `${node}_${wish}`.slice(0, 60) : wish;
    for (let number = 2; this.taken.has(name); number++) name = `${wish.slice(0, 50)}_${number}`;
    this.taken.add(name);
    return name;
  }
}
