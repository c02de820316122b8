import { endOf, kindOf, titleOf } from './document';
import type { GraphDocument, Kind } from './types';

/** The wire that is yet to be laid for a node to run, at the node itself or before it; empty where there is none. Such a node is unfinished, and not at fault. */
export function missingWire(doc: GraphDocument, kinds: ReadonlyMap<string, Kind>, own: Record<string, Kind>, id: string): string {
  const seen = new Set<string>();
  const open = [id];
  for (let at = open.shift(); at !== undefined; at = open.shift()) {
    const node = doc.nodes.find((one) => one.id === at);
    const kind = node && kindOf(kinds, own, node);
    if (!node || !kind || seen.has(at)) continue;
    seen.add(at);
    const wires = doc.wires.filter((wire) => endOf(wire.to).node === at);
    const port = kind.inputs.find((one) => one.isRequired && !wires.some((wire) => endOf(wire.to).port === one.name));
    if (port) return at === id ? `Needs a wire at ${wordsOf(port.name)}` : `Waits for a wire at ${titleOf(node, kind)}`;
    open.push(...wires.map((wire) => endOf(wire.from).node));
  }
  return '';
}

export const wordsOf = (name: string): string => name.replaceAll('_', ' ');
