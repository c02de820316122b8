import { useEffect, useRef, useState } from 'react';
import { report, setView, useStudio, type Shape } from '../state/store';
import { IconButton } from '../ui/IconButton';
import { Slider } from '../ui/Slider';
import { Tabs } from '../ui/Tabs';
import type { Looked } from './looked';
import { MaterialScene } from './MaterialScene';

const shapes: { id: Shape; name: string }[] = [
  { id: 'sphere', name: 'Sphere' },
  { id: 'cube', name: 'Cube' },
  { id: 'plane', name: 'Plane' },
  { id: 'cloth', name: 'Cloth' },
];

/** A material on a body in light. */
export default function MaterialView({ looked }: { looked: Looked }) {
  const view = useStudio((state) => state.view);
  const holder = useRef<HTMLDivElement>(null);
  const scene = useRef<MaterialScene | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [own, setOwn] = useState(false);

  useEffect(() => {
    try {
      scene.current = new MaterialScene(holder.current!);
    } catch (e) {
      setFault(e instanceof Error ? e.message : String(e));
    }
    return () => {
      scene.current?.dispose();
      scene.current = null;
    };
  }, []);
  useEffect(() => {
    void scene.current?.show(Object.fromEntries(looked.maps.map((map) => [map, looked.urlOf(map)]))).catch(report);
  }, [looked.id, looked.maps.join()]);
  useEffect(() => scene.current?.set({ ...view, shape: view.shape === 'own' && !own ? 'sphere' : view.shape }), [view, own]);

  const open = async (chosen: File) => {
    try {
      await scene.current?.setOwnBody(await chosen.arrayBuffer());
      setOwn(true);
      setView({ shape: 'own' });
    } catch (e) {
      report(e);
    }
  };
  if (fault) return <p className="empty">This browser shows no 3-D: {fault} The 2-D view works.</p>;
  return (
    <>
      <Tabs label="Body" value={view.shape} options={own ? [...shapes, { id: 'own', name: 'Own' }] : shapes} onChange={(shape) => setView({ shape })} className="maps" />
      <div
        className="stage"
        ref={holder}
        tabIndex={0}
        role="img"
        aria-label={`The material on a ${view.shape}. Arrow keys turn it.`}
        onKeyDown={(event) => {
          const turn = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
          if (!turn) return;
          event.preventDefault();
          scene.current?.turn(turn[0]! * 0.15, turn[1]! * 0.15);
        }}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          const dropped = event.dataTransfer.files[0];
          if (dropped) void open(dropped);
        }}
      />
      <div className="view-controls">
        <Slider label="Tiling" value={view.tiling} min={1} max={8} step={1} onChange={(tiling) => setView({ tiling })} format={(value) => `${value}×`} />
        <Slider label="Relief" value={view.displacement} min={0} max={0.2} step={0.01} onChange={(displacement) => setView({ displacement })} format={(value) => value.toFixed(2)} />
        <Slider label="Light" value={view.light} min={0.2} max={2} step={0.1} onChange={(light) => setView({ light })} format={(value) => value.toFixed(1)} />
        <div className="view-buttons">
          <label className="check">
            <input type="checkbox" checked={view.turntable} onChange={(event) => setView({ turntable: event.target.checked })} />
            Turntable
          </label>
          <IconButton icon="plus" label="Own body (.glb)" wide onClick={() => file.current?.click()} />
          <input
            ref={file}
            type="file"
            accept=".glb,.gltf"
            hidden
            aria-hidden="true"
            tabIndex={-1}
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              if (chosen) void open(chosen);
              event.target.value = '';
            }}
          />
        </div>
      </div>
    </>
  );
}
