import { useState } from 'react';
import { api } from '../api/client';
import type { ItemRef } from '../api/types';
import { itemOf } from '../state/runs';
import { toggleCompare, useStudio } from '../state/store';
import { IconButton } from '../ui/IconButton';
import type { Placement } from './canvas';
import { PictureCanvas } from './PictureCanvas';
import { repeatsOf } from './looked';
import { useImage } from './useImage';

/** Two pictures side by side, at the same place and zoom. */
export function CompareView() {
  const compare = useStudio((state) => state.compare);
  const [place, setPlace] = useState<Placement | null>(null);
  if (compare.length === 0) return <p className="empty">Mark two pictures to compare; they are shown here side by side.</p>;
  return (
    <div className="compare">
      {compare.map((ref) => (
        <Side key={`${ref.run}-${ref.item}`} itemRef={ref} place={place} onPlace={setPlace} />
      ))}
      {compare.length === 1 && <p className="empty">Mark another picture.</p>}
    </div>
  );
}

function Side({ itemRef, place, onPlace }: { itemRef: ItemRef; place: Placement | null; onPlace: (place: Placement) => void }) {
  const run = useStudio((state) => state.runs[itemRef.run]);
  const item = useStudio((state) => itemOf(state.runs, itemRef));
  const repeat = useStudio((state) => state.view.repeat);
  const image = useImage(item ? api.mapUrl(itemRef, item.maps[0] ?? 'picture') : null);
  if (!run || !item) return null;
  return (
    <section className="compare-side" aria-label={run.title}>
      <header>
        <span title={run.title}>{run.title}</span>
        <span className="facts">{item.seed !== undefined ? `seed ${item.seed}` : item.name}</span>
        <IconButton icon="close" label={`Compare ${run.title} no longer`} onClick={() => toggleCompare(itemRef)} />
      </header>
      <PictureCanvas image={image} label={run.title} repeats={repeatsOf(item.tile ?? 'None', repeat)} place={place} onPlace={onPlace} />
    </section>
  );
}
