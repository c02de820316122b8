import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { ExportAnswer, ExportPreset, Fault, ItemRef, RunItem } from '../api/types';
import { StudioError } from '../api/client';
import { useStudio } from '../state/store';
import { Dialog } from '../ui/Dialog';
import { fileName } from './fileName';

const sizes = [256, 512, 1024, 2048, 4096];

/** Writes maps into the project as an engine wants them. */
export function ExportDialog({ itemRef, item, onClose }: { itemRef: ItemRef; item: RunItem; onClose: () => void }) {
  const title = useStudio((state) => state.runs[itemRef.run]?.title ?? '');
  const [presets, setPresets] = useState<ExportPreset[]>([]);
  const [preset, setPreset] = useState('plain');
  const [name, setName] = useState(fileName(title));
  const [folder, setFolder] = useState('exports');
  const [size, setSize] = useState<number | null>(null);
  const [normals, setNormals] = useState<'opengl' | 'directx' | null>(null);
  const [heightBits, setHeightBits] = useState(16);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [written, setWritten] = useState<ExportAnswer | null>(null);
  useEffect(() => void api.presets().then(setPresets, () => setPresets([])), []);

  const chosen = presets.find((one) => one.id === preset);
  const has = (map: string) => item.maps.includes(map) || (map === 'basecolor' && item.maps.includes('picture'));
  const files = (chosen?.files ?? []).filter((file) => file.maps.some(has)).map((file) => file.suffix);
  const write = async () => {
    setBusy(true);
    setFault(null);
    setWritten(null);
    try {
      setWritten(
        await api.exportMaps({
          run: itemRef.run,
          item: itemRef.item,
          name,
          folder,
          preset,
          heightBits,
          ...(size ? { size } : {}),
          ...(normals ? { normals } : {}),
          ...(left.size > 0 ? { files: files.filter((file) => !left.has(file)) } : {}),
        }),
      );
    } catch (e) {
      setFault(e instanceof StudioError ? e.fault : { message: String(e), hint: '' });
    }
    setBusy(false);
  };

  return (
    <Dialog title="Export" onClose={onClose} className="export-dialog">
      <form
        className="export-form"
        onSubmit={(event) => {
          event.preventDefault();
          void write();
        }}
      >
        <label className="field">
          <span>For</span>
          <select
            value={preset}
            onChange={(event) => {
              setPreset(event.target.value);
              setLeft(new Set());
            }}
          >
            {presets.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Size</span>
          <select value={size ?? ''} onChange={(event) => setSize(event.target.value ? Number(event.target.value) : null)}>
            <option value="">{`As made (${Math.max(item.width, item.height)} px)`}</option>
            {sizes.map((edge) => (
              <option key={edge} value={edge}>{`${edge} px`}</option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>Name</span>
          <input value={name} required maxLength={80} onChange={(event) => setName(event.target.value)} />
        </label>
        <label className="field">
          <span>Folder in the project</span>
          <input value={folder} required maxLength={100} onChange={(event) => setFolder(event.target.value)} />
        </label>
        <label className="field">
          <span>Normals</span>
          <select value={normals ?? ''} onChange={(event) => setNormals((event.target.value || null) as typeof normals)}>
            <option value="">{`As the engine wants (${chosen?.normals === 'directx' ? 'DirectX' : 'OpenGL'})`}</option>
            <option value="opengl">OpenGL, green up</option>
            <option value="directx">DirectX, green down</option>
          </select>
        </label>
        <label className="field">
          <span>Height</span>
          <select value={heightBits} onChange={(event) => setHeightBits(Number(event.target.value))}>
            <option value={16}>16 bit</option>
            <option value={8}>8 bit</option>
          </select>
        </label>
        <fieldset className="export-files">
          <legend>Files</legend>
          {files.map((file) => (
            <label key={file} className="check">
              <input
                type="checkbox"
                checked={!left.has(file)}
                onChange={(event) => {
                  const next = new Set(left);
                  if (event.target.checked) next.delete(file);
                  else next.add(file);
                  setLeft(next);
                }}
              />
              {`…${file}.png`}
            </label>
          ))}
        </fieldset>
        {fault && (
          <p className="run-fault" role="alert">
            <strong>{fault.message}</strong> {fault.hint}
          </p>
        )}
        {written && (
          <p className="told" role="status">
            {`${written.files.length} ${written.files.length === 1 ? 'file is' : 'files are'} in ${written.folder}.`}
          </p>
        )}
        <footer>
          <button type="button" onClick={onClose}>
            Close
          </button>
          <button type="submit" className="primary" disabled={busy || !name || !folder}>
            {busy ? 'Writing…' : 'Export'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
