import { setView, useStudio } from '../state/store';
import { Tabs } from '../ui/Tabs';
import { type Looked, repeatsOf } from './looked';
import { mapNames } from './mapNames';
import { PictureCanvas } from './PictureCanvas';
import { useImage } from './useImage';

/** The maps of a picture, flat. */
export function PictureView({ looked }: { looked: Looked }) {
  const view = useStudio((state) => state.view);
  const map = looked.maps.includes(view.map) ? view.map : (looked.maps[0] ?? 'picture');
  const image = useImage(looked.urlOf(map));
  return (
    <>
      <Tabs label="Map" value={map} options={looked.maps.map((id) => ({ id, name: mapNames[id] ?? id }))} onChange={(next) => setView({ map: next })} className="maps" />
      <div className="stage">
        <PictureCanvas image={image} label={`${mapNames[map] ?? map} of the picture`} repeats={repeatsOf(looked.tile, view.repeat)} />
      </div>
      <div className="view-controls">
        <label className="check">
          <input type="checkbox" checked={view.repeat} disabled={looked.tile === 'None'} onChange={(event) => setView({ repeat: event.target.checked })} />
          Three times three
        </label>
      </div>
    </>
  );
}
