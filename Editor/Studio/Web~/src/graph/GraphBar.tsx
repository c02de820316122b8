import { api } from '../api/client';
import { act, useStudio } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { group } from './document';
import { edit, newGraph, openGraph, redo, runNow, undo, useGraph } from './graphStore';
import type { GraphDocument } from './types';

const edges = [128, 256, 512, 1024, 2048];

/** Which graph, how large, and what can be done with it as a whole. */
export function GraphBar({ doc }: { doc: GraphDocument }) {
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
      <IconButton icon="plus" label="New graph" onClick={() => void act(() => newGraph({ scumbleGraph: 1, name: 'graph', width: 512, height: 512, tile: 'xy', nodes: [], wires: [], exposed: [] }))} />
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
    </div>
  );
}
