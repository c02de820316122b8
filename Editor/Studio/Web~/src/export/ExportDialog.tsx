import { useEffect, useState } from 'react';
import { api } from '../api/client';
import type { ExportAnswer, ExportPreset, Fault, ItemRef, RunItem } from '../api/types';
import { StudioError } from '../api/client';
import { useStudio } from '../state/store';
import { Dialog } from '../ui/Dialog';
import { fileName, folderOf, nameProblem } from './fileName';

const sizes = [256, 512, 1024, 2048, 4096];
const lastKey = 'scumble-export';

const wordsOfMaps: Record<string, string> = { basecolor: 'base colour', ambientocclusion: 'occlusion' };

/** Writes maps into the project as an engine wants them. */
export function ExportDialog({ itemRef, item, onClose }: { itemRef: ItemRef; item: RunItem; onClose: () => void }) {
  const title = useStudio((state) => state.runs[itemRef.run]?.title ?? '');
  const [presets, setPresets] = useState<ExportPreset[]>([]);
  const [preset, setPreset] = useState(() => localStorage.getItem(lastKey) ?? 'plain');
  const [name, setName] = useState(fileName(title));
  const [ownFolder, setFolder] = useState<string | null>(null);
  const [size, setSize] = useState<number | null>(null);
  const [normals, setNormals] = useState<'opengl' | 'directx' | null>(null);
  const [heightBits, setHeightBits] = useState(16);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<Fault | null>(null);
  const [isThere, setIsThere] = useState(false);
  const [written, setWritten] = useState<ExportAnswer | null>(null);
  useEffect(() => void api.presets().then(setPresets, () => setPresets([])), []);

  const chosen = presets.find((one) => one.id === preset);
  const has = (map: string) => item.maps.includes(map) || (map === 'basecolor' && item.maps.includes('picture'));
  const files = (chosen?.files ?? []).filter((file) => file.maps.some(has));
  const folder = ownFolder ?? folderOf(preset);
  const problem = nameProblem(name);
  const write = async (overwrite: boolean) => {
    setBusy(true);
    setFault(null);
    setIsThere(false);
    setWritten(null);
    localStorage.setItem(lastKey, preset);
    try {
      setWritten(
        await api.exportMaps({
          run: itemRef.run,
          item: itemRef.item,
          name,
          folder,
          preset,
          heightBits,
          overwrite,
          ...(size ? { size } : {}),
          ...(normals ? { normals } : {}),
          ...(left.size > 0 ? { files: files.map((file) => file.suffix).filter((file) => !left.has(file)) } : {}),
        }),
      );
    } catch (e) {
      setIsThere(e instanceof StudioError && e.status === 409);
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
          if (!problem) void write(false);
        }}
      >
        <label className="field">
          <span>For</span>
          <select
            data-first
            value={chosen?.id ?? preset}
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
          <input
            value={name}
            required
            maxLength={80}
            aria-invalid={problem !== null}
            aria-describedby="export-name-problem"
            onChange={(event) => {
              setName(event.target.value);
              setIsThere(false);
            }}
          />
          <span id="export-name-problem" className="problem" role="status">
            {problem}
          </span>
        </label>
        <label className="field">
          <span>Folder in the project</span>
          <input value={folder} required maxLength={100} onChange={(event) => setFolder(event.target.value)} />
        </label>
        <label className="field">
          <span>Normals</span>
          <select value={normals ?? ''} onChange={(event) => setNormals((event.target.value || null) as typeof normals)}>
            <option value="">{`${chosen?.normals === 'directx' ? 'DirectX' : 'OpenGL'} (default)`}</option>
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
          {files.map(({ suffix: file, maps }) => (
            <label key={file} className="check" title={`${name}${file}.png`}>
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
              <span className="file-name">
                <span className="stem">{name}</span>
                <span>{`${file}.png`}</span>
                {maps.length > 1 && <small>{maps.map((map) => wordsOfMaps[map] ?? map).join(', ')}</small>}
              </span>
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
            {`${written.files.length} ${written.files.length === 1 ? 'file is' : 'files are'} in ${written.folder}.`} <code>{written.path}</code>
            <button type="button" className="slim" onClick={() => void navigator.clipboard.writeText(written.path)}>
              Copy path
            </button>
          </p>
        )}
        <footer>
          <button type="button" onClick={onClose}>
            Close
          </button>
          {isThere ? (
            <button type="button" className="primary" disabled={busy} onClick={() => void write(true)}>
              Replace them
            </button>
          ) : (
            <button type="submit" className="primary" disabled={busy || !name || !folder || problem !== null}>
              {busy ? 'Writing…' : 'Export'}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
