import { useState } from 'react';
import { api } from '../api/client';
import { MaskDialog } from '../mask/MaskDialog';
import { can } from '../state/prompt';
import { setPrompt, useStudio } from '../state/store';
import { IconButton } from '../ui/IconButton';

/** The picture that goes into the next request: what for, how strongly, and a mask on it. */
export function PromptPictureChip() {
  const picture = useStudio((state) => state.prompt.picture);
  const model = useStudio((state) => state.models.find((one) => one.id === (state.prompt.model ?? state.models[0]?.id)));
  const [painting, setPainting] = useState(false);
  if (!picture) return null;
  const change = (part: Partial<typeof picture>) => setPrompt({ picture: { ...picture, ...part } });
  return (
    <div className="prompt-picture">
      <span className="prompt-picture-image">
        <img src={api.pictureUrl(picture.picture.id)} alt={picture.picture.name} />
        {picture.mask && <img className="mask" src={api.pictureUrl(picture.mask)} alt="Its mask" />}
      </span>
      <select aria-label="What the picture is for" value={picture.use === 'start' ? 'start' : (picture.net ?? '')} onChange={(event) => change(event.target.value === 'start' ? { use: 'start' } : { use: 'control', net: event.target.value })}>
        <option value="start" disabled={!can(model, 'image')}>
          Start
        </option>
        {(model?.controlNets ?? []).map((net) => (
          <option key={net} value={net} disabled={!can(model, 'controls')}>
            {`Control: ${net.replace(/^controlnet_/, '')}`}
          </option>
        ))}
      </select>
      <label className="strength" title={picture.use === 'start' ? 'How much of the picture may change' : 'How strongly it steers; a ready control picture: heights white near, or edges white on black'}>
        <span className="hidden">Strength</span>
        <input type="range" min={0.05} max={1} step={0.05} value={picture.strength} onChange={(event) => change({ strength: Number(event.target.value) })} />
        <output>{picture.strength.toFixed(2)}</output>
      </label>
      {picture.use === 'start' && can(model, 'mask') && <IconButton icon="brush" label="Paint a mask" pressed={picture.mask !== undefined} onClick={() => setPainting(true)} />}
      <IconButton icon="close" label="Take the picture away" onClick={() => setPrompt({ picture: null })} />
      {painting && (
        <MaskDialog
          width={picture.picture.width}
          height={picture.picture.height}
          name={picture.picture.name}
          url={api.pictureUrl(picture.picture.id)}
          mask={picture.mask && api.pictureUrl(picture.mask)}
          onSave={async (mask) => change({ mask: mask ? (await api.addPicture(mask, `${picture.picture.name} mask.png`)).id : undefined })}
          onClose={() => setPainting(false)}
        />
      )}
    </div>
  );
}
