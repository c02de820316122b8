import { endOf } from './document';
import type { Catalogue, GraphDocument, Kind, PortType, Wire } from './types';

export interface WireRule {
  allowed: boolean;
  /** How the value is converted, or why the wire is refused. */
  meaning: string;
}

/** Whether a node's result flows into another, through wires. */
export function reaches(doc: GraphDocument, from: string, to: string): boolean {
  const next = new Map<string, string[]>();
  for (const wire of doc.wires) next.set(endOf(wire.from).node, [...(next.get(endOf(wire.from).node) ?? []), endOf(wire.to).node]);
  const seen = new Set([from]);
  const open = [from];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node === to) return true;
    for (const one of next.get(node) ?? []) {
      if (seen.has(one)) continue;
      seen.add(one);
      open.push(one);
    }
  }
  return false;
}

/** What an input takes: its type, or that of a parameter that a wire may give. */
export function inputType(kind: Kind, port: string): PortType | undefined {
  return kind.inputs.find((one) => one.name === port)?.type ?? kind.parameters.find((one) => one.name === port)?.wire;
}

export const outputType = (kind: Kind, port: string): PortType | undefined => kind.outputs.find((one) => one.name === port)?.type;

/** Whether a wire may be laid. */
export function ruleOf(catalogue: Catalogue, doc: GraphDocument, kinds: (node: string) => Kind | undefined, from: string, to: string): WireRule {
  const [start, end] = [endOf(from), endOf(to)];
  const [fromKind, toKind] = [kinds(start.node), kinds(end.node)];
  const [fromType, toType] = [fromKind && outputType(fromKind, start.port), toKind && inputType(toKind, end.port)];
  if (!fromType || !toType) return { allowed: false, meaning: 'There is no such port.' };
  const key = `${fromType}>${toType}`;
  const how = catalogue.rules[key];
  if (how === undefined) return { allowed: false, meaning: catalogue.refusals[key] ?? `A ${fromType} is no ${toType}.` };
  if (reaches(doc, end.node, start.node)) return { allowed: false, meaning: 'It would close a circle.' };
  return { allowed: true, meaning: how };
}

/** The first input of a kind that a type may flow into: one of the same type before those that convert. */
export function firstInput(catalogue: Catalogue, kind: Kind, type: PortType): string | undefined {
  const fits = kind.inputs.filter((port) => catalogue.rules[`${type}>${port.type}`] !== undefined);
  return (fits.find((port) => port.type === type) ?? fits[0])?.name ?? kind.parameters.find((one) => one.wire && catalogue.rules[`${type}>${one.wire}`] !== undefined)?.name;
}

/** The first output of a kind that may flow into a type. */
export function firstOutput(catalogue: Catalogue, kind: Kind, type: PortType): string | undefined {
  const fits = kind.outputs.filter((port) => catalogue.rules[`${port.type}>${type}`] !== undefined);
  return (fits.find((port) => port.type === type) ?? fits[0])?.name;
}

/** One end of a wire that is drawn. */
export interface WireEnd {
  node: string;
  port: string;
  /** Whether it is an output. */
  out: boolean;
}

/**
 * The wire from a port to a node that it is dropped on: to the first port that takes it, a free one before one that has a wire, one of the same type before
 * those that convert. Where none fits, why.
 */
export function wireOnto(catalogue: Catalogue, doc: GraphDocument, kinds: (node: string) => Kind | undefined, end: WireEnd, onto: string): { wire: Wire | null; meaning: string } {
  const [own, kind] = [kinds(end.node), kinds(onto)];
  if (!own || !kind) return { wire: null, meaning: 'There is no such node.' };
  const type = end.out ? outputType(own, end.port) : inputType(own, end.port);
  const ports: { name: string; type: PortType }[] = end.out ? [...kind.inputs, ...kind.parameters.flatMap((one) => (one.wire ? [{ name: one.name, type: one.wire }] : []))] : kind.outputs;
  const wired = new Set(doc.wires.map((wire) => wire.to));
  const candidates = ports
    .map((port) => {
      const wire = end.out ? { from: `${end.node}.${end.port}`, to: `${onto}.${port.name}` } : { from: `${onto}.${port.name}`, to: `${end.node}.${end.port}` };
      return { wire, rule: ruleOf(catalogue, doc, kinds, wire.from, wire.to), cost: (end.out && wired.has(wire.to) ? 2 : 0) + (port.type === type ? 0 : 1) };
    })
    .sort((a, b) => a.cost - b.cost);
  const fits = candidates.find((one) => one.rule.allowed);
  if (fits) return { wire: fits.wire, meaning: fits.rule.meaning };
  const hasPorts = (end.out ? kind.inputs : kind.outputs).length > 0;
  return { wire: null, meaning: hasPorts ? candidates[0]!.rule.meaning : `${kind.title} ${end.out ? `takes no ${type}: it has no inputs` : `gives no ${type}: it has no outputs`}.` };
}
