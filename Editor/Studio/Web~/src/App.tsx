import { lazy, Suspense, useEffect, useState } from 'react';
import { StudioError } from './api/client';
import { listen } from './api/hub';
import type { Run } from './api/types';
import { onGraph, onGraphRun } from './graph/graphStore';
import type { SavedGraph } from './graph/types';
import { HistoryPanel } from './history/HistoryPanel';
import { PromptWorkspace } from './prompt/PromptWorkspace';
import { load, onRemoved, onRun, report, useStudio } from './state/store';
import { Notices } from './ui/Notices';
import { TokenGate } from './ui/TokenGate';
import { TopBar } from './ui/TopBar';
import { Viewer } from './viewer/Viewer';

const GraphWorkspace = lazy(() => import('./graph/GraphWorkspace'));

export function App() {
  const workspace = useStudio((state) => state.workspace);
  const refused = useConnection();
  if (refused) return <TokenGate />;
  return (
    <div className={`app ${workspace}`}>
      <TopBar />
      {workspace === 'prompt' && <HistoryPanel />}
      <main className="work">
        {workspace === 'prompt' ? (
          <PromptWorkspace />
        ) : (
          <Suspense fallback={<p className="empty">Loading the graph…</p>}>
            <GraphWorkspace />
          </Suspense>
        )}
      </main>
      <Viewer />
      <Notices />
    </div>
  );
}

/** Keeps the page and the studio together; true where the studio no longer knows the token. */
function useConnection(): boolean {
  const [refused, setRefused] = useState(false);
  useEffect(() => {
    const refresh = () =>
      load().then(
        () => useStudio.setState({ connection: 'open' }),
        (e: unknown) => (e instanceof StudioError && e.status === 401 ? setRefused(true) : report(e)),
      );
    return listen({
      onOpen: () => void refresh(),
      onLost: () => {
        useStudio.setState({ connection: 'lost' });
        // A studio that was started anew answers, and refuses the old token.
        void load().catch((e: unknown) => {
          if (e instanceof StudioError && e.status === 401) setRefused(true);
        });
      },
      onNews: (name, content) => {
        if (name === 'run') {
          const run = content as Run;
          onGraphRun(run.slot, run.id);
          onRun(run);
        }
        if (name === 'graph') onGraph(content as SavedGraph);
        if (name === 'removed') onRemoved(content as string);
      },
    });
  }, []);
  return refused;
}
