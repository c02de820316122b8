import { ReactFlowProvider } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import '../styles/graph.css';
import '../styles/flow.css';
import '../styles/palette.css';
import '../styles/parameters.css';
import { useEffect, useState } from 'react';
import { act, useStudio } from '../state/store';
import { GraphBar } from './GraphBar';
import { GraphCanvas } from './GraphCanvas';
import { loadGraphs, useGraph } from './graphStore';
import { Parameters } from './Parameters';

const dockKey = 'scumble-graph-dock';

export default function GraphWorkspace() {
  const [isDocked, setDocked] = useState(() => localStorage.getItem(dockKey) !== 'no');
  const dock = (value: boolean) => {
    localStorage.setItem(dockKey, value ? 'yes' : 'no');
    setDocked(value);
  };
  const doc = useGraph((state) => state.line?.now);
  const open = useStudio((state) => state.connection === 'open');
  useEffect(() => {
    if (open) void act(loadGraphs);
  }, [open]);
  if (!doc) return <p className="empty">Loading the graph…</p>;
  return (
    <section className="graph-workspace" aria-label="Graph">
      <GraphBar doc={doc} isDocked={isDocked} onDock={() => dock(!isDocked)} />
      <div className="graph-work">
        <ReactFlowProvider>
          <GraphCanvas doc={doc} />
        </ReactFlowProvider>
        {isDocked && <Parameters doc={doc} onClose={() => dock(false)} />}
      </div>
    </section>
  );
}
