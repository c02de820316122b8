import { useStudio, type Workspace } from '../state/store';
import { IconButton } from './IconButton';
import { Tabs } from './Tabs';
import { useTheme } from './useTheme';

const workspaces = [
  { id: 'prompt', name: 'Prompt' },
  { id: 'graph', name: 'Graph' },
] as const satisfies readonly { id: Workspace; name: string }[];

export function TopBar() {
  const workspace = useStudio((state) => state.workspace);
  const info = useStudio((state) => state.info);
  const theme = useTheme();
  return (
    <header className="top-bar">
      <h1 className="brand">
        <svg viewBox="0 0 32 32" width="20" height="20" aria-hidden="true">
          <path d="M5 9h14M9 16h18M5 23h12" stroke="currentColor" strokeWidth="4.500" strokeLinecap="round" />
        </svg>
        Scumble
      </h1>
      <Tabs label="Workspace" value={workspace} options={workspaces} onChange={(next) => useStudio.setState({ workspace: next })} className="workspaces" />
      <div className="top-facts">
        {info && (
          <span className="project" title="The project folder: everything is read and written there.">
            {info.project}
          </span>
        )}
        <Status />
        <IconButton icon={theme === 'dark' ? 'sun' : 'moon'} label={theme === 'dark' ? 'Light theme' : 'Dark theme'} onClick={() => useStudio.setState({ theme: theme === 'dark' ? 'light' : 'dark' })} />
      </div>
    </header>
  );
}

function Status() {
  const connection = useStudio((state) => state.connection);
  const device = useStudio((state) => state.info?.device);
  const runs = useStudio((state) => state.runs);
  const atWork = Object.values(runs).filter((run) => run.state === 'running' || run.state === 'waiting').length;
  const words = connection === 'open' ? (atWork > 0 ? `${atWork} ${atWork === 1 ? 'run' : 'runs'} at work` : `Ready on ${device ?? '…'}`) : connection === 'lost' ? 'Connection lost' : 'Connecting';
  return (
    <span className={`status ${connection} ${atWork > 0 ? 'busy' : ''}`} role="status">
      <i aria-hidden="true" />
      {words}
    </span>
  );
}
