import { type PointerEvent, useEffect, useRef, useState } from 'react';
import { report } from '../state/store';
import { Dialog } from '../ui/Dialog';
import { IconButton } from '../ui/IconButton';
import { Slider } from '../ui/Slider';
import { Tabs } from '../ui/Tabs';
import { extended, paint, type Stroke } from './strokes';

interface Props {
  /** Of the picture that is painted on. */
  width: number;
  height: number;
  name: string;
  url: string;
  /** The address of the mask that is there already. */
  mask?: string | undefined;
  /** Takes the mask's file; null takes the mask away. */
  onSave: (mask: Blob | null) => Promise<void>;
  onClose: () => void;
}

const tools = [
  { id: 'paint', name: 'Paint' },
  { id: 'erase', name: 'Erase' },
] as const;

/** Paints on a picture where it may change. */
export function MaskDialog({ width, height, name, url, mask, onSave, onClose }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [tool, setTool] = useState<'paint' | 'erase'>('paint');
  const [brush, setBrush] = useState(0.08);
  const [strokes, setStrokes] = useState<Stroke[]>([]);
  const [undone, setUndone] = useState<Stroke[]>([]);
  const [base, setBase] = useState<HTMLImageElement | null>(null);
  const [saving, setSaving] = useState(false);
  const painting = useRef(false);

  useEffect(() => {
    if (!mask) return;
    const image = new Image();
    image.onload = () => setBase(image);
    image.src = mask;
  }, [mask]);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context) paint(context, strokes, base);
  }, [strokes, base]);

  const at = (event: PointerEvent) => {
    const box = canvas.current!.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * width, y: ((event.clientY - box.top) / box.height) * height };
  };
  const radius = (brush * Math.max(width, height)) / 2;
  const undo = () => {
    const last = strokes.at(-1);
    if (!last) return;
    setStrokes(strokes.slice(0, -1));
    setUndone([...undone, last]);
  };
  const redo = () => {
    const last = undone.at(-1);
    if (!last) return;
    setUndone(undone.slice(0, -1));
    setStrokes([...strokes, last]);
  };
  const save = async () => {
    setSaving(true);
    try {
      const file = await new Promise<Blob | null>((done) => canvas.current!.toBlob(done, 'image/png'));
      if (!file) throw new Error('The browser could not write the mask.');
      await onSave(file);
      onClose();
    } catch (e) {
      report(e);
      setSaving(false);
    }
  };

  return (
    <Dialog title="Paint a mask" onClose={onClose} className="mask-dialog">
      <p className="hint">Paint over what is to be made anew; the rest stays as it is, to the last bit.</p>
      <div
        className="mask-stage"
        style={{ aspectRatio: `${width} / ${height}` }}
        onKeyDown={(event) => {
          if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z') return;
          event.preventDefault();
          if (event.shiftKey) redo();
          else undo();
        }}
      >
        <img src={url} alt={name} draggable={false} />
        <canvas
          ref={canvas}
          width={width}
          height={height}
          tabIndex={0}
          role="img"
          aria-label={`Mask on ${name}`}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            painting.current = true;
            setUndone([]);
            setStrokes([...strokes, { radius, erase: tool === 'erase', points: [at(event)] }]);
          }}
          onPointerMove={(event) => {
            if (painting.current) setStrokes((before) => extended(before, at(event)));
          }}
          onPointerUp={() => {
            painting.current = false;
          }}
        />
      </div>
      <div className="mask-tools">
        <Tabs label="Tool" value={tool} options={tools} onChange={setTool} className="small" />
        <Slider label="Brush" value={brush} min={0.01} max={0.4} step={0.01} onChange={setBrush} format={(value) => `${Math.round(value * 100)} %`} />
        <IconButton icon="undo" label="Undo" disabled={strokes.length === 0} onClick={undo} />
        <IconButton icon="redo" label="Redo" disabled={undone.length === 0} onClick={redo} />
        <button type="button" onClick={() => setStrokes([{ radius: 4 * Math.max(width, height), erase: false, points: [{ x: 0, y: 0 }] }])}>
          All
        </button>
        <span className="spring" />
        <button
          type="button"
          onClick={() => {
            void onSave(null);
            onClose();
          }}
        >
          No mask
        </button>
        <button type="button" className="primary" disabled={saving} onClick={() => void save()}>
          Use mask
        </button>
      </div>
    </Dialog>
  );
}
