import { lazy, Suspense, useMemo, useState } from 'react';
import type { ItemRef } from '../api/types';
import { ExportDialog } from '../export/ExportDialog';
import { useGraph } from '../graph/graphStore';
import { itemOf, pictureOf } from '../state/runs';
import { setView, useStudio, type ViewKind } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { Tabs } from '../ui/Tabs';
import { CompareView } from './CompareView';
import { lookedAt } from './looked';
import { PictureView } from './PictureView';
import { useNodePicture } from './useNodePicture';

const MaterialView = lazy(() => import('./MaterialView'));

const kinds = [
  { id: '3d', name: '3-D' },
  { id: '2d', name: '2-D' },
  { id: 'compare', name: 'Compare' },
] as const satisfies readonly { id: ViewKind; name: string }[];

/** The picture that is looked at: as a material, flat, or beside another. */
export function Viewer() {
  const selected = useLookedAt();
  const item = useStudio((state) => itemOf(state.runs, selected));
  const title = useStudio((state) => (selected ? state.runs[selected.run]?.title : undefined));
  const workspace = useStudio((state) => state.workspace);
  const kind = useStudio((state) => state.view.kind);
  const [exporting, setExporting] = useState(false);
  const node = useNodePicture();
  const shown = item?.state === 'done' && selected ? { ref: selected, item } : null;
  const looked = workspace === 'graph' && node ? node : shown && lookedAt(shown.ref, shown.item, title ?? '');
  return (
    <aside className="viewer" aria-label="Viewer">
      <div className="panel-head">
        <Tabs label="View" value={kind} options={kinds} onChange={(next) => setView({ kind: next })} className="small" />
        <span className="spring" />
        <IconButton icon="export" label="Export" wide disabled={!shown} onClick={() => setExporting(true)} />
      </div>
      {kind === 'compare' ? (
        <CompareView />
      ) : looked ? (
        kind === '3d' ? (
          <Suspense fallback={<p className="empty">Loading the 3-D view…</p>}>
            <MaterialView looked={looked} />
          </Suspense>
        ) : (
          <PictureView looked={looked} />
        )
      ) : (
        <p className="empty">{workspace === 'graph' ? 'What the graph’s output gives is shown here.' : 'A picture that you pick is shown here.'}</p>
      )}
      {looked && kind !== 'compare' && (
        <dl className="facts-list">
          {looked.title && <Fact name="Of" value={looked.title} />}
          <Fact name="Size" value={`${looked.width} × ${looked.height}`} />
          <Fact name="Repeats" value={{ XY: 'both axes', X: 'x', Y: 'y', None: 'no' }[looked.tile] ?? ''} />
          {looked !== node && shown?.item.seed !== undefined && <Fact name="Seed" value={String(shown.item.seed)} />}
          {looked !== node && shown?.item.seconds !== undefined && <Fact name="Time" value={`${shown.item.seconds.toFixed(2)} s`} />}
          {looked !== node && shown?.item.identity && <Fact name="Identity" value={shown.item.identity.slice(0, 12)} />}
        </dl>
      )}
      {exporting && shown && <ExportDialog itemRef={shown.ref} item={shown.item} onClose={() => setExporting(false)} />}
    </aside>
  );
}

/** In a graph its own picture, else the one that was picked. */
function useLookedAt(): ItemRef | null {
  const workspace = useStudio((state) => state.workspace);
  const selected = useStudio((state) => state.selected);
  const runs = useStudio((state) => state.runs);
  const slot = useGraph((state) => (state.name ? `graph:${state.name}` : null));
  return useMemo(() => (workspace === 'graph' ? pictureOf(runs, slot, selected) : selected), [workspace, selected, runs, slot]);
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
