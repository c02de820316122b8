import { type Node, type NodeProps, ViewportPortal } from '@xyflow/react';
import { groupsOf, renameGroup, ungroup } from './document';
import type { FlowNode } from './flow';
import { collapseNodes, edit, useGraph } from './graphStore';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';

export type FrameNode = Node<{ title: string }, 'frame'>;

/** A frame around the nodes of a group; its head moves them, and lies over wires. */
export function FrameView({ id, data }: NodeProps<FrameNode>) {
  return (
    <section className="frame" aria-label={`Group ${data.title}`}>
      <header>
        <input className="nodrag" aria-label="Name of the group" value={data.title} maxLength={60} onChange={(event) => edit((doc) => renameGroup(doc, id, event.target.value), `title ${id}`)} />
        <button type="button" className="nodrag one-node" aria-label={`Make ${data.title} one node`} title="Make it one node" onClick={() => collapseNodes(membersOf(id), data.title)}>
          <Icon name="collapse" />
          One node
        </button>
        <IconButton icon="close" label={`Ungroup ${data.title}`} className="nodrag" onClick={() => edit((doc) => ungroup(doc, id))} />
      </header>
    </section>
  );
}

/** The grounds of the frames, which lie under wires. */
export function FrameFills({ nodes }: { nodes: readonly FlowNode[] }) {
  return (
    <ViewportPortal>
      {nodes
        .filter((one) => one.type === 'frame')
        .map(({ id, position, width, height }) => (
          <div key={id} className="frame-fill" style={{ transform: `translate(${position.x}px, ${position.y}px)`, width, height }} />
        ))}
    </ViewportPortal>
  );
}

const membersOf = (id: string): string[] => groupsOf(useGraph.getState().line!.now).find((one) => one.id === id)?.nodes ?? [];
