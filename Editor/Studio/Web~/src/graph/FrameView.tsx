import type { Node, NodeProps } from '@xyflow/react';
import { groupsOf, renameGroup, ungroup } from './document';
import { collapseNodes, edit, useGraph } from './graphStore';
import { IconButton } from '../ui/IconButton';

export type FrameNode = Node<{ title: string }, 'frame'>;

/** A frame around the nodes of a group; it moves them. */
export function FrameView({ id, data }: NodeProps<FrameNode>) {
  return (
    <section className="frame" aria-label={`Group ${data.title}`}>
      <header>
        <input className="nodrag" aria-label="Name of the group" value={data.title} maxLength={60} onChange={(event) => edit((doc) => renameGroup(doc, id, event.target.value), `title ${id}`)} />
        <IconButton icon="collapse" label={`Make ${data.title} one node`} className="nodrag" onClick={() => collapseNodes(membersOf(id), data.title)} />
        <IconButton icon="close" label={`Ungroup ${data.title}`} className="nodrag" onClick={() => edit((doc) => ungroup(doc, id))} />
      </header>
    </section>
  );
}

const membersOf = (id: string): string[] => groupsOf(useGraph.getState().line!.now).find((one) => one.id === id)?.nodes ?? [];
