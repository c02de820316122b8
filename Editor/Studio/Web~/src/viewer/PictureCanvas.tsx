import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { draw, fitted, type Placement, pixelAt, zoomed } from './canvas';

interface Props {
  image: HTMLImageElement | null;
  label: string;
  repeats: { x: number; y: number };
  /** Where several views show the same place. */
  place?: Placement | null;
  onPlace?: (place: Placement) => void;
}

/** A picture to move about in and to zoom into, down to its pixels. */
export function PictureCanvas({ image, label, repeats, place: given, onPlace }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [own, setOwn] = useState<Placement | null>(null);
  const [under, setUnder] = useState<{ x: number; y: number } | null>(null);
  const fit = image ? fitted(size, { width: image.naturalWidth, height: image.naturalHeight }, Math.max(repeats.x, repeats.y)) : { x: 0, y: 0, scale: 1 };
  const place = given ?? own ?? fit;
  const setPlace = useCallback(
    (next: Placement) => {
      setOwn(next);
      onPlace?.(next);
    },
    [onPlace],
  );

  useEffect(() => {
    const element = canvas.current!;
    const watch = new ResizeObserver(() => setSize({ width: element.clientWidth, height: element.clientHeight }));
    watch.observe(element);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    const element = canvas.current!;
    const ratio = devicePixelRatio;
    element.width = size.width * ratio;
    element.height = size.height * ratio;
    const context = element.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (image) draw(context, image, place, repeats, size);
  }, [image, place.x, place.y, place.scale, repeats.x, repeats.y, size]);

  // A wheel listener that may keep the page from scrolling.
  const latest = useRef({ place, setPlace });
  latest.current = { place, setPlace };
  useEffect(() => {
    const element = canvas.current!;
    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      latest.current.setPlace(zoomed(latest.current.place, Math.exp(-event.deltaY * 0.002), fromMiddle(element, event)));
    };
    element.addEventListener('wheel', wheel, { passive: false });
    return () => element.removeEventListener('wheel', wheel);
  }, []);

  const keys = (event: KeyboardEvent) => {
    const step = 32;
    const moves: Record<string, () => Placement> = {
      ArrowLeft: () => ({ ...place, x: place.x + step }),
      ArrowRight: () => ({ ...place, x: place.x - step }),
      ArrowUp: () => ({ ...place, y: place.y + step }),
      ArrowDown: () => ({ ...place, y: place.y - step }),
      '+': () => zoomed(place, 1.25, { x: 0, y: 0 }),
      '=': () => zoomed(place, 1.25, { x: 0, y: 0 }),
      '-': () => zoomed(place, 0.8, { x: 0, y: 0 }),
      '1': () => ({ ...place, scale: 1 }),
      '0': () => fit,
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    setPlace(move());
  };

  const pixel = image && under ? pixelAt(place, under, { width: image.naturalWidth, height: image.naturalHeight }) : null;
  return (
    <div className="picture-canvas">
      <canvas
        ref={canvas}
        tabIndex={0}
        role="img"
        aria-label={`${label}. Arrow keys move, plus and minus zoom, 1 shows its pixels, 0 the whole.`}
        onKeyDown={keys}
        onDoubleClick={() => setPlace(fit)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={(event) => {
          setUnder(fromMiddle(event.currentTarget, event));
          if (event.buttons & 1) setPlace({ ...place, x: place.x + event.movementX, y: place.y + event.movementY });
        }}
        onPointerLeave={() => setUnder(null)}
      />
      <span className="canvas-facts">
        {Math.round(place.scale * 100)} %{pixel && ` · ${pixel.x}, ${pixel.y}`}
        {pixel && image && <Value image={image} at={pixel} />}
      </span>
    </div>
  );
}

function Value({ image, at }: { image: HTMLImageElement; at: { x: number; y: number } }) {
  const probe = useRef<OffscreenCanvas>(new OffscreenCanvas(1, 1));
  const context = probe.current.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(image, -at.x, -at.y);
  const [r = 0, g = 0, b = 0] = context.getImageData(0, 0, 1, 1).data;
  return (
    <>
      {' · '}
      <i className="swatch" style={{ background: `rgb(${r} ${g} ${b})` }} /> {r} {g} {b}
    </>
  );
}

function fromMiddle(element: Element, event: { clientX: number; clientY: number }): { x: number; y: number } {
  const box = element.getBoundingClientRect();
  return { x: event.clientX - box.left - box.width / 2, y: event.clientY - box.top - box.height / 2 };
}
