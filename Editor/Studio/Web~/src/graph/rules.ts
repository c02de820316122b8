import { endOf } from './document';
import type { Catalogue, GraphDocument, Kind, PortType } from './types';

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
