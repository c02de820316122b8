import { api } from '../api/client';
import type { ItemRef, RunItem } from '../api/types';
import { setView, useStudio } from '../state/store';
import { Tabs } from '../ui/Tabs';
import { mapNames } from './mapNames';
import { PictureCanvas } from './PictureCanvas';
import { useImage } from './useImage';

/** How often the picture is shown on each axis. */
export function repeatsOf(item: RunItem, repeat: boolean): { x: number; y: number } {
  return { x: repeat && item.tile?.includes('X') ? 3 : 1, y: repeat && item.tile?.includes('Y') ? 3 : 1 };
}

/** The maps of a picture, flat. */
export function PictureView({ itemRef, item }: { itemRef: ItemRef; item: RunItem }) {
  const view = useStudio((state) => state.view);
  const map = item.maps.includes(view.map) ? view.map : (item.maps[0] ?? 'picture');
  const image = useImage(api.mapUrl(itemRef, map));
  return (
    <>
      <Tabs label="Map" value={map} options={item.maps.map((id) => ({ id, name: mapNames[id] ?? id }))} onChange={(next) => setView({ map: next })} className="maps" />
      <div className="stage">
        <PictureCanvas image={image} label={`${mapNames[map] ?? map} of the picture`} repeats={repeatsOf(item, view.repeat)} />
      </div>
      <div className="view-controls">
        <label className="check">
          <input type="checkbox" checked={view.repeat} disabled={item.tile === 'None'} onChange={(event) => setView({ repeat: event.target.checked })} />
          Three times three
        </label>
      </div>
    </>
  );
}
