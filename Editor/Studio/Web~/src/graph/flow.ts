import type { Edge } from '@xyflow/react';
import { endOf, groupsOf, kindOf, titleOf } from './document';
import type { FrameNode } from './FrameView';
import type { TextureNode } from './NodeView';
import { outputType } from './rules';
import type { GraphDocument, Kind } from './types';

export type FlowNode = TextureNode | FrameNode;

export const nodeWidth = 184;
export const nodeHeight = 230;
const margin = 18;
const headHeight = 34;

/** The document's nodes for the canvas; what the canvas knows of them already (sizes, selection) stays. */
export function flowNodes(doc: GraphDocument, kinds: ReadonlyMap<string, Kind>, own: Record<string, Kind>, before: readonly FlowNode[], selection: readonly string[]): FlowNode[] {
  const known = new Map(before.map((node) => [node.id, node]));
  const chosen = new Set(selection);
  const nodes = doc.nodes.map((node): TextureNode => {
    const former = known.get(node.id);
    const kind = kindOf(kinds, own, node);
    return {
      ...(former?.measured ? { measured: former.measured } : {}),
      id: node.id,
      type: 'texture',
      position: { x: node.x, y: node.y },
      selected: chosen.has(node.id),
      data: former?.type === 'texture' && former.data.node === node && former.data.kind === kind ? former.data : { node, kind },
      ariaLabel: `${titleOf(node, kind)}, ${node.id}`,
    };
  });
  return [...frames(doc, nodes, known), ...nodes];
}

function frames(doc: GraphDocument, nodes: readonly TextureNode[], known: ReadonlyMap<string, FlowNode>): FrameNode[] {
  return groupsOf(doc).flatMap((group): FrameNode[] => {
    const members = nodes.filter((node) => group.nodes.includes(node.id));
    if (members.length === 0) return [];
    const left = Math.min(...members.map((node) => node.position.x)) - margin;
    const top = Math.min(...members.map((node) => node.position.y)) - margin - headHeight;
    const right = Math.max(...members.map((node) => node.position.x + (node.measured?.width ?? nodeWidth))) + margin;
    const bottom = Math.max(...members.map((node) => node.position.y + (node.measured?.height ?? nodeHeight))) + margin;
    const former = known.get(group.id);
    return [
      {
        ...(former?.measured ? { measured: { width: right - left, height: bottom - top } } : {}),
        id: group.id,
        type: 'frame',
        position: { x: left, y: top },
        width: right - left,
        height: bottom - top,
        selectable: false,
        data: { title: group.title },
      },
    ];
  });
}

export function flowEdges(doc: GraphDocument, kinds: ReadonlyMap<string, Kind>, own: Record<string, Kind>, selected: ReadonlySet<string>): Edge[] {
  const nodes = new Map(doc.nodes.map((node) => [node.id, node]));
  return doc.wires.map((wire) => {
    const [from, to] = [endOf(wire.from), endOf(wire.to)];
    const source = nodes.get(from.node);
    const kind = source && kindOf(kinds, own, source);
    return {
      id: wire.to,
      source: from.node,
      sourceHandle: from.port,
      target: to.node,
      targetHandle: to.port,
      selected: selected.has(wire.to),
      className: `wire ${(kind && outputType(kind, from.port)) ?? ''}`,
      ariaLabel: `Wire from ${wire.from} to ${wire.to}`,
    };
  });
}
