import { useEffect, useState } from 'react';
import { act } from '../state/store';
import { Dialog } from '../ui/Dialog';
import { emptyGraph, faultOfName, nameOf, withSamples } from './graphFiles';
import { newGraph, useGraph } from './graphStore';
import type { GraphDocument } from './types';

/** A new graph: its name, and what it begins with. */
export function NewGraphDialog({ onClose }: { onClose: () => void }) {
  const list = useGraph((state) => state.list);
  const [name, setName] = useState('');
  const [begin, setBegin] = useState('');
  const [samples, setSamples] = useState<GraphDocument[]>([]);
  useEffect(() => withSamples(setSamples), []);
  const fault = name.trim() === '' ? '' : faultOfName(name, list.map((one) => one.name));
  const make = () => {
    onClose();
    const sample = samples.find((one) => one.name === begin);
    const wish = nameOf(name) || sample?.name || 'graph';
    void act(() => newGraph(sample ? { ...sample, name: wish } : emptyGraph(wish)));
  };
  return (
    <Dialog title="New graph" onClose={onClose} className="graph-dialog">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!fault) make();
        }}
      >
        <label className="field">
          <span>Name</span>
          <input type="text" data-first value={name} placeholder={begin || 'graph'} maxLength={60} aria-invalid={fault !== ''} onChange={(event) => setName(event.target.value)} />
        </label>
        {fault && (
          <p className="field-fault" role="alert">
            {fault}
          </p>
        )}
        <fieldset>
          <legend>Begin with</legend>
          {['', ...samples.map((one) => one.name)].map((one) => (
            <label key={one} className="choice-row">
              <input type="radio" name="begin" checked={begin === one} onChange={() => setBegin(one)} />
              {one || 'An empty graph'}
            </label>
          ))}
        </fieldset>
        <footer>
          <button type="submit" className="primary" disabled={fault !== ''}>
            Create
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
