import { useState } from 'react';
import { api } from '../api/client';
import { act, useStudio } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { group } from './document';
import { GraphDialog } from './GraphDialog';
import { edit, openGraph, redo, runNow, undo, useGraph } from './graphStore';
import { NewGraphDialog } from './NewGraphDialog';
import type { GraphDocument } from './types';

const edges = [128, 256, 512, 1024, 2048];

interface Props {
  doc: GraphDocument;
  /** Whether the parameters are shown. */
  isDocked: boolean;
  onDock: () => void;
}

/** Which graph, how large, and what can be done with it as a whole. */
export function GraphBar({ doc, isDocked, onDock }: Props) {
  const [dialog, setDialog] = useState<'new' | 'this' | null>(null);
  const { name, list, line, saved, auto, selection } = useGraph();
  const run = useStudio((state) => {
    const id = useGraph.getState().run;
    return id ? state.runs[id] : undefined;
  });
  const atWork = run?.state === 'running' || run?.state === 'waiting';
  return (
    <div className="graph-bar" role="toolbar" aria-label="Graph">
      <select aria-label="Graph" value={name ?? ''} onChange={(event) => void act(() => openGraph(event.target.value))}>
        {list.map((one) => (
          <option key={one.name} value={one.name}>
            {one.name}
          </option>
        ))}
      </select>
      <IconButton icon="pencil" label="Rename, duplicate or delete this graph" onClick={() => setDialog('this')} />
      <IconButton icon="plus" label="New graph" onClick={() => setDialog('new')} />
      <i className="bar-line" />
      <IconButton icon="undo" label="Undo" disabled={!line?.past.length} onClick={undo} />
      <IconButton icon="redo" label="Redo" disabled={!line?.future.length} onClick={redo} />
      <IconButton icon="group" label="Group the selected nodes" disabled={selection.length === 0} onClick={() => edit((now) => group(now, selection))} />
      <i className="bar-line" />
      <select aria-label="Size of the graph's pictures" value={doc.width} onChange={(event) => edit((now) => ({ ...now, width: Number(event.target.value), height: Number(event.target.value) }))}>
        {[...new Set([...edges, doc.width])].sort((a, b) => a - b).map((edge) => (
          <option key={edge} value={edge}>{`${edge} px`}</option>
        ))}
      </select>
      <span className="spring" />
      <span className="facts save-state" role="status">
        {saved === 'saved' ? 'Saved' : saved === 'saving' ? 'Saving…' : 'Not saved yet'}
      </span>
      <label className="check">
        <input type="checkbox" checked={auto} onChange={(event) => useGraph.setState({ auto: event.target.checked })} />
        Live
      </label>
      {atWork ? (
        <IconButton icon="stop" label="Cancel" wide onClick={() => void act(() => api.cancel(run.id))} />
      ) : (
        <IconButton icon="play" label="Run" wide onClick={() => void runNow(true)} />
      )}
      <IconButton icon="dock" label="Parameters" pressed={isDocked} onClick={onDock} />
      {dialog === 'new' && <NewGraphDialog onClose={() => setDialog(null)} />}
      {dialog === 'this' && <GraphDialog onClose={() => setDialog(null)} />}
    </div>
  );
}
