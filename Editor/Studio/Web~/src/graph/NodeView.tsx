import { Handle, type Node, type NodeProps, Position } from '@xyflow/react';
import { memo } from 'react';
import { IconButton } from '../ui/IconButton';
import { endOf, subtitleOf, titleOf } from './document';
import { useGraph } from './graphStore';
import type { GraphNode, Kind } from './types';
import { missingWire, wordsOf } from './waiting';
import { useNodeRun } from './useNodeRun';

export type TextureNode = Node<{ node: GraphNode; kind: Kind | undefined }, 'texture'>;

/** A node: its picture, its ports, how far it is. */
export const NodeView = memo(function NodeView({ id, data, selected }: NodeProps<TextureNode>) {
  const { node, kind } = data;
  const isOpen = useGraph((state) => state.open.has(id));
  const isShown = useGraph((state) => state.shown === id);
  const wired = useGraph((state) => wiredPorts(state.line?.now.wires, id));
  const { node: run, picture } = useNodeRun(id);
  const stopped = run?.blocked || run?.state === 'failed';
  const missing = useGraph(({ line, kinds, own }) => (stopped && line ? missingWire(line.now, kinds, own, id) : ''));
  const state = missing ? 'unwired' : run?.blocked ? 'blocked' : (run?.state ?? 'idle');
  if (!kind) return <div className="node failed">{`${node.kind} is not known here`}</div>;
  const wireable = kind.parameters.filter((one) => one.wire && (isOpen || wired.split(' ').includes(one.name)));
  const subtitle = subtitleOf(node, kind);
  const isDrawn = kind.outputs.length === 0 || kind.outputs.some((port) => ['picture', 'grey', 'mask', 'material'].includes(port.type));
  return (
    <div className={`node ${state} ${selected ? 'selected' : ''}`} data-node={id} data-state={state} data-cached={run?.cached ?? false}>
      <header className="node-head">
        <span className="node-title" title={kind.help}>
          {titleOf(node, kind)}
        </span>
        {run && state === 'done' && run.seconds >= 0.001 && <span className="node-time">{run.cached ? 'kept' : timeOf(run.seconds)}</span>}
        {isDrawn && kind.outputs.length > 0 && (
          <IconButton icon="eye" label={`Show ${id} in the viewer`} pressed={isShown} className="nodrag" onClick={() => useGraph.setState({ shown: isShown ? null : id })} />
        )}
        {kind.parameters.some((one) => one.wire) && (
          <IconButton icon="plus" label={`Inputs for the parameters of ${id}`} pressed={isOpen} className="nodrag" onClick={() => useGraph.setState(({ open }) => ({ open: toggled(open, id) }))} />
        )}
      </header>
      {subtitle && (
        <p className="node-subtitle" title={subtitle}>
          {subtitle}
        </p>
      )}
      {isDrawn && <div className="node-picture">{picture ? <img src={picture} alt="" draggable={false} /> : <span>{state === 'running' ? '…' : ''}</span>}</div>}
      {state === 'running' && <progress className="node-progress" value={run!.progress} max={1} aria-label={`Progress of ${id}`} />}
      {state === 'running' && run?.message && <p className="node-message">{run.message}</p>}
      {(state === 'failed' || state === 'blocked') && (
        <p className="node-message bad" role="alert" title={run?.hint}>
          {run?.message}
        </p>
      )}
      {missing && <p className="node-message">{missing}</p>}
      <div className="node-ports">
        <ul>
          {kind.inputs.map((port) => (
            <li key={port.name} title={port.help} className={port.isRequired ? 'required' : ''}>
              <PortHandle side="target" node={id} name={port.name} type={port.type} />
              {wordsOf(port.name)}
            </li>
          ))}
          {wireable.map((one) => (
            <li key={one.name} title={one.help} className="parameter-port">
              <PortHandle side="target" node={id} name={one.name} type={one.wire!} />
              {wordsOf(one.name)}
            </li>
          ))}
        </ul>
        <ul className="outs">
          {kind.outputs.map((port) => (
            <li key={port.name} title={port.help}>
              {wordsOf(port.name)}
              <PortHandle side="source" node={id} name={port.name} type={port.type} />
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
});

/** The end of a wire. Enter at one port and then at another lays a wire by the keyboard. */
function PortHandle({ side, node, name, type }: { side: 'source' | 'target'; node: string; name: string; type: string }) {
  return (
    <Handle
      type={side}
      position={side === 'target' ? Position.Left : Position.Right}
      id={name}
      className={`port ${type}`}
      role="button"
      tabIndex={0}
      aria-label={`${node}.${name}`}
      title={`${wordsOf(name)}: ${type}`}
      onKeyDown={(event) => {
        if (event.key !== 'Enter') return;
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.click();
      }}
    />
  );
}

// One text, so that the node is drawn anew only where its own wires change.
function wiredPorts(wires: { to: string }[] | undefined, id: string): string {
  return (wires ?? [])
    .map((wire) => endOf(wire.to))
    .filter((end) => end.node === id)
    .map((end) => end.port)
    .join(' ');
}

function timeOf(seconds: number): string {
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(1)} s`;
}

export function toggled(from: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(from);
  if (!next.delete(id)) next.add(id);
  return next;
}
