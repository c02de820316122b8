/** Where a picture lies in a view: the place of its middle in pixels of the screen, from the middle of the view, and pixels of the screen for each of its own. */
export interface Placement {
  x: number;
  y: number;
  scale: number;
}

export const minScale = 1 / 16;
export const maxScale = 64;

/** The placement that shows several repeats of a picture whole. */
export function fitted(view: { width: number; height: number }, picture: { width: number; height: number }, repeats: number): Placement {
  const scale = Math.min(view.width / (picture.width * repeats), view.height / (picture.height * repeats));
  return { x: 0, y: 0, scale: clampScale(scale) };
}

export const clampScale = (scale: number): number => Math.min(maxScale, Math.max(minScale, scale));

/** Zooms and keeps what lies under a point of the view (from its middle) where it is. */
export function zoomed(from: Placement, factor: number, at: { x: number; y: number }): Placement {
  const scale = clampScale(from.scale * factor);
  const by = scale / from.scale;
  return { scale, x: at.x - (at.x - from.x) * by, y: at.y - (at.y - from.y) * by };
}

/** The pixel of the picture under a point of the view (from its middle), on a picture that repeats. */
export function pixelAt(from: Placement, at: { x: number; y: number }, picture: { width: number; height: number }): { x: number; y: number } {
  const wrap = (value: number, size: number) => ((Math.floor(value) % size) + size) % size;
  return {
    x: wrap((at.x - from.x) / from.scale + picture.width / 2, picture.width),
    y: wrap((at.y - from.y) / from.scale + picture.height / 2, picture.height),
  };
}

/** Draws the picture once, or three times three where it repeats; pixels stay sharp when enlarged. */
export function draw(context: CanvasRenderingContext2D, image: HTMLImageElement, place: Placement, repeats: { x: number; y: number }, view: { width: number; height: number }): void {
  const { width, height } = view;
  context.clearRect(0, 0, width, height);
  context.imageSmoothingEnabled = place.scale < 1;
  context.imageSmoothingQuality = 'high';
  const [w, h] = [image.naturalWidth * place.scale, image.naturalHeight * place.scale];
  const [left, top] = [width / 2 + place.x - w / 2, height / 2 + place.y - h / 2];
  // Whole pixels of the screen: no line of the ground shows between neighbours.
  const x = (i: number) => Math.round(left + i * w);
  const y = (j: number) => Math.round(top + j * h);
  for (let j = -(repeats.y >> 1); j <= repeats.y >> 1; j++)
    for (let i = -(repeats.x >> 1); i <= repeats.x >> 1; i++) context.drawImage(image, x(i), y(j), Math.max(1, x(i + 1) - x(i)), Math.max(1, y(j + 1) - y(j)));
}
