import { api } from '../api/client';
import type { Run } from '../api/types';
import { firstDone, inOrder, progressOf, sameItem } from '../state/runs';
import { act, loadOlder, remove, select, useStudio } from '../state/store';
import { Icon } from '../ui/Icon';
import { IconButton } from '../ui/IconButton';
import { Tabs } from '../ui/Tabs';

const filters = [
  { id: 'all', name: 'All' },
  { id: 'kept', name: 'Favourites' },
] as const;

export function HistoryPanel() {
  const runs = useStudio((state) => state.runs);
  const favouritesOnly = useStudio((state) => state.favouritesOnly);
  const hasOlder = useStudio((state) => state.hasOlder);
  const leaving = useStudio((state) => state.leaving);
  const shown = inOrder(runs, favouritesOnly).filter((run) => run.id !== leaving);
  return (
    <aside className="history" aria-label="History">
      <div className="panel-head">
        <h2>History</h2>
        <Tabs label="Shown runs" value={favouritesOnly ? 'kept' : 'all'} options={filters} onChange={(id) => useStudio.setState({ favouritesOnly: id === 'kept' })} className="small" />
      </div>
      <ol className="history-list">
        {shown.map((run) => (
          <HistoryEntry key={run.id} run={run} favouritesOnly={favouritesOnly} />
        ))}
      </ol>
      {shown.length === 0 && <p className="empty">{favouritesOnly ? 'Mark a picture with the heart to find it here.' : 'What you make is kept here.'}</p>}
      {hasOlder && (
        <button type="button" className="older" onClick={() => void act(loadOlder)}>
          Older runs
        </button>
      )}
    </aside>
  );
}

function HistoryEntry({ run, favouritesOnly }: { run: Run; favouritesOnly: boolean }) {
  const active = useStudio((state) => state.activeRun === run.id);
  const selected = useStudio((state) => state.selected);
  const isOver = run.state !== 'waiting' && run.state !== 'running';
  const items = run.items.filter((item) => item.state === 'done' && (!favouritesOnly || item.favourite)).slice(0, 4);
  const title = run.title || 'No words';
  return (
    <li className={`history-entry ${active ? 'active' : ''}`}>
      <div className="history-title">
        <button
          type="button"
          className="history-open"
          aria-current={active}
          onClick={() => {
            const first = firstDone(run);
            if (first) select(first);
            else useStudio.setState({ activeRun: run.id });
          }}
        >
          {title}
        </button>
        <IconButton
          icon={isOver ? 'trash' : 'stop'}
          label={isOver ? `Remove ${title}` : `Cancel ${title}`}
          className="quiet"
          onClick={() => (isOver ? remove(run) : void act(() => api.cancel(run.id)))}
        />
      </div>
      <div className="history-pictures">
        {items.map((item) => {
          const ref = { run: run.id, item: item.index };
          return (
            <button key={item.index} type="button" className="thumb" aria-label={`Picture ${item.index + 1} of ${title}`} aria-pressed={sameItem(selected, ref)} onClick={() => select(ref)}>
              <img src={api.mapUrl(ref, 'thumb')} alt="" loading="lazy" draggable={false} />
              {item.favourite && (
                <i className="kept">
                  <Icon name="heart" filled />
                </i>
              )}
            </button>
          );
        })}
      </div>
      {!isOver && <progress aria-label={`Progress of ${title}`} value={progressOf(run)} max={1} />}
      {isOver && items.length === 0 && <p className={`history-fault ${run.state}`}>{run.state === 'failed' ? (run.fault?.message ?? 'Failed') : 'Cancelled'}</p>}
    </li>
  );
}
