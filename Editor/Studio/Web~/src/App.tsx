import { useEffect, useState } from 'react';
import { StudioError } from './api/client';
import { listen } from './api/hub';
import type { Run } from './api/types';
import { HistoryPanel } from './history/HistoryPanel';
import { PromptWorkspace } from './prompt/PromptWorkspace';
import { load, onRemoved, onRun, report, useStudio } from './state/store';
import { Notices } from './ui/Notices';
import { TokenGate } from './ui/TokenGate';
import { TopBar } from './ui/TopBar';
import { Viewer } from './viewer/Viewer';

export function App() {
  const workspace = useStudio((state) => state.workspace);
  const refused = useConnection();
  if (refused) return <TokenGate />;
  return (
    <div className={`app ${workspace}`}>
      <TopBar />
      <HistoryPanel />
      <main className="work">{workspace === 'prompt' ? <PromptWorkspace /> : <p className="empty">…</p>}</main>
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
        if (name === 'run') onRun(content as Run);
        if (name === 'removed') onRemoved(content as string);
      },
    });
  }, []);
  return refused;
}
